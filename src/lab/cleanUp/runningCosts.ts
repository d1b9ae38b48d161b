import type { LabAccount } from '../account.ts';
import type { OnProgress } from '../progress.ts';
import { deleteEndpoint } from '../sagemaker/deleteEndpoint.ts';
import { labEndpoints } from '../sagemaker/labEndpoint.ts';
import { runningJobs, stopJobs, type RunningJob } from '../sagemaker/runningJobs.ts';
import { labPrefix } from '../sagemaker/sagemakerNames.ts';
import { tuningPrefix } from '../tuning/tuningJobs.ts';

/** One thing in the account that costs money as long as it is there or runs. */
export type Cost = {
  /** Whether the lab made it, and so may delete it. */
  readonly ofTheLab: boolean;
} & (RunningJob | Standing<'endpoint'> | Standing<'notebook instance'>);

interface Standing<Kind> {
  readonly kind: Kind;
  readonly name: string;
  readonly state: string;
}

/** What costs money in the account now, of the kinds that the lab uses. */
export async function findCosts(account: LabAccount, signal?: AbortSignal): Promise<Cost[]> {
  const [endpoints, jobs, notebooks] = await Promise.all([
    labEndpoints(account, signal),
    ownJobs(account, signal),
    account.ports.notebooks.list(signal),
  ]);
  return [
    ...endpoints
      .filter(({ status }) => status !== 'Deleting')
      .map(({ name, status }) => ({ kind: 'endpoint' as const, name, state: status, ofTheLab: true })),
    ...jobs.map((job) => ({ ...job, ofTheLab: true })),
    // The event's organisers made these; whoever works in one would lose it.
    ...notebooks
      .filter(({ status }) => status === 'InService' || status === 'Pending')
      .map(({ name, status }) => ({
        kind: 'notebook instance' as const,
        name,
        state: status,
        ofTheLab: false,
      })),
  ];
}

/** Names of the lab's endpoint configurations and models, with an endpoint or without: they cost nothing themselves. */
export async function findLeftovers(
  { ports: { endpoints } }: LabAccount,
  signal?: AbortSignal,
): Promise<{ readonly configs: readonly string[]; readonly models: readonly string[] }> {
  const [configs, models] = await Promise.all([
    endpoints.configs(labPrefix, signal),
    endpoints.models(labPrefix, signal),
  ]);
  const ours = (names: readonly string[]): string[] => names.filter((name) => name.startsWith(labPrefix));
  return { configs: ours(configs), models: ours(models) };
}

/** The lab's jobs that are not over, but for the training jobs of a tuning job: it ends them itself. */
async function ownJobs(account: LabAccount, signal?: AbortSignal): Promise<RunningJob[]> {
  const jobs = await runningJobs(account, labPrefix, signal);
  return jobs.filter(({ kind, name }) => kind !== 'training job' || !name.startsWith(tuningPrefix));
}

/** Work of the lab that is to be deleted. */
export interface SagemakerWork {
  readonly costs: readonly Cost[];
  readonly configs: readonly string[];
  readonly models: readonly string[];
}

/** The lab's own work in the account. */
export async function findSagemakerWork(account: LabAccount, signal?: AbortSignal): Promise<SagemakerWork> {
  const [costs, leftovers] = await Promise.all([findCosts(account, signal), findLeftovers(account, signal)]);
  return { costs: costs.filter(({ ofTheLab }) => ofTheLab), ...leftovers };
}

/**
 * Deletes these endpoints, configurations and models, and stops these training, tuning and transform jobs; ends once the
 * jobs have ended. Nothing else is touched: somebody may have begun it since.
 */
export async function deleteSagemakerWork(
  account: LabAccount,
  { costs, configs, models }: SagemakerWork,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const { endpoints } = account.ports;
  const step = (text: string): void => onProgress({ kind: 'step', text });
  const jobs: RunningJob[] = [];
  for (const each of costs) {
    if (each.kind === 'endpoint') await deleteEndpoint(account, each.name, onProgress, signal);
    else if (each.kind !== 'notebook instance') jobs.push(each);
  }
  await stopJobs(account, jobs, onProgress, signal);
  for (const name of configs) {
    step(`Deleting the endpoint configuration ${name}`);
    await endpoints.deleteConfig(name);
  }
  for (const name of models) {
    step(`Deleting the model ${name}`);
    await endpoints.deleteModel(name);
  }
}
