/** Instances that something in SageMaker uses now. */
export interface InstancesInUse {
  /** The job or endpoint. */
  readonly name: string;
  readonly instanceType: string;
  readonly count: number;
}

/** What SageMaker's quotas count: instances by what uses them, in the whole account and region. */
export interface Instances {
  training(signal?: AbortSignal): Promise<InstancesInUse[]>;
  transform(signal?: AbortSignal): Promise<InstancesInUse[]>;
  endpoint(signal?: AbortSignal): Promise<InstancesInUse[]>;
}
