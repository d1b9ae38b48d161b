/** CloudWatch's metrics, as far as the lab asks for them. */
export interface Metrics {
  /**
   * The last minute in which a variant of an endpoint was invoked, as its start, within a time of a day at most; undefined
   * when it was not. CloudWatch counts some minutes late.
   */
  lastInvocation(
    endpoint: { readonly name: string; readonly variant: string },
    within: { readonly since: Date; readonly until: Date },
    signal?: AbortSignal,
  ): Promise<Date | undefined>;
}
