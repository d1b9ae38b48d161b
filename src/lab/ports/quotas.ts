/** Service Quotas. */
export interface Quotas {
  /**
   * The values in force of a service's quotas, by their names (`ml.m5.large for training job usage`); AWS's default where
   * the account has no value of its own. A name that the service does not have is absent.
   */
  values(
    service: string,
    names: readonly string[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, number>>;
}
