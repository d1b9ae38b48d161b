import { AwsError } from '../../awsError.ts';
import type { Table } from '../../store/store.ts';
import { instanceQuotas, quotaName, type InstanceUse } from '../quotas/instanceQuotas.ts';
import type { Endpoint } from './endpoint.ts';
import type { StoredEndpointConfig } from './endpointConfigs.ts';
import type { NotebookInstance } from './notebookInstances.ts';
import type { TrainingJob } from './trainingJob.ts';
import type { TransformJob } from './transformJob.ts';
import type { TuningJob } from './tuningJob.ts';

/** What uses instances. */
export interface InstanceGround {
  readonly jobs: Table<TrainingJob>;
  readonly tunings: Table<TuningJob>;
  readonly transforms: Table<TransformJob>;
  readonly endpoints: Table<Endpoint>;
  readonly configs: Table<StoredEndpointConfig>;
  readonly notebooks: Table<NotebookInstance>;
}

/** Instances of a type, as a request for them has it. */
export interface Instances {
  readonly type: string | undefined;
  readonly count: number;
}

/** Throws ResourceLimitExceeded where more instances for a use would be more than the account's quota. */
export function checkInstanceQuota(ground: InstanceGround, use: InstanceUse, asked: Instances): void {
  const type = asked.type ?? '';
  const limit = instanceQuotas.get(quotaName(use, type))?.value ?? 0;
  const used = usedFor[use](ground)
    .filter((each) => each.type === type)
    .reduce((sum, { count }) => sum + count, 0);
  if (used + asked.count <= limit) return;
  throw new AwsError(
    'ResourceLimitExceeded',
    `The account-level service limit '${quotaName(use, type)}' is ${limit} Instances, with current utilization of ${used} Instances and a request delta of ${asked.count} Instances. Please use AWS Service Quotas to request an increase for this quota. If AWS Service Quotas is not available, contact AWS support to request an increase for this quota.`,
  );
}

/** The instances that a tuning job may have at once. */
export function tuningInstances({
  HyperParameterTuningJobConfig: config,
  TrainingJobDefinition: definition,
}: Pick<TuningJob['request'], 'HyperParameterTuningJobConfig' | 'TrainingJobDefinition'>): Instances {
  const { InstanceType: type, InstanceCount: each = 1 } = definition?.ResourceConfig ?? {};
  return { type, count: each * (config?.ResourceLimits?.MaxParallelTrainingJobs ?? 1) };
}

const isRunning = (status: string): boolean => status === 'InProgress' || status === 'Stopping';

/** What is in use for each. */
const usedFor: Readonly<Record<InstanceUse, (ground: InstanceGround) => Instances[]>> = {
  'training job': ({ jobs, tunings }) => [
    // Those of a tuning job count with it.
    ...jobs
      .values()
      .filter(({ status, tuning }) => isRunning(status) && !tuning)
      .map(({ request: { ResourceConfig: config } }) => ({
        type: config?.InstanceType,
        count: config?.InstanceCount ?? 1,
      })),
    ...tunings
      .values()
      .filter(({ status }) => isRunning(status))
      .map(({ request }) => tuningInstances(request)),
  ],
  'transform job': ({ transforms }) =>
    transforms
      .values()
      .filter(({ status }) => isRunning(status))
      .map(({ request: { TransformResources: resources } }) => ({
        type: resources?.InstanceType,
        count: resources?.InstanceCount ?? 1,
      })),
  endpoint: ({ endpoints, configs }) =>
    endpoints.values().flatMap(({ status, config, deployed }) => {
      if (status === 'Failed') return [];
      // One that is being deployed has no variants yet, but those that its configuration names.
      const variants = deployed.length
        ? deployed.map(({ variant }) => variant)
        : (configs.get(config)?.variants ?? []);
      return variants.map(({ InstanceType: type, InitialInstanceCount: count = 1 }) => ({ type, count }));
    }),
  'notebook instance': ({ notebooks }) =>
    notebooks
      .values()
      .filter(({ status }) => status !== 'Stopped' && status !== 'Failed' && status !== 'Deleting')
      .map(({ request }) => ({ type: request.InstanceType, count: 1 })),
};
