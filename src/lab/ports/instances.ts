/** Instances that something in SageMaker uses now. */
export interface InstancesInUse {
  /** The job or endpoint. */
  readonly name: string;
  readonly instanceType: string;
  readonly count: number;
}

/** What can be told of the instances that jobs or endpoints use now. */
export interface InstanceUse {
  readonly inUse: readonly InstancesInUse[];
  /** Jobs or endpoints of which the caller cannot see what they use. */
  readonly unseen: readonly string[];
}

/** What SageMaker's quotas count: instances by what uses them, in the whole account and region. */
export interface Instances {
  training(signal?: AbortSignal): Promise<InstanceUse>;
  transform(signal?: AbortSignal): Promise<InstanceUse>;
  endpoint(signal?: AbortSignal): Promise<InstanceUse>;
}
