import type { LabAccount } from '../account.ts';
import type { OnProgress } from '../progress.ts';
import { deleteEndpoint } from '../sagemaker/deleteEndpoint.ts';
import { labEndpoints } from '../sagemaker/labEndpoint.ts';
import { runningJobs, stopJobs, type RunningJob } from '../sagemaker/runningJobs.ts';
import { labPrefix } from '../sagemaker/sagemakerNames.ts';
import { tuningPrefix } from '../tuning/tuningJobs.ts';

/** One thing in the account that costs money as long as it is there or runs. */
export interface Cost {
  readonly kind: 'endpoint' | RunningJob['kind'] | 'notebook instance';
  readonly name: string;
  readonly state: string;
  /** Whether the lab made it, and so may delete it. */
  readonly ofTheLab: boolean;
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

/**
 * Deletes the lab's endpoints, configurations and models, and stops its training, tuning and transform jobs; ends once they
 * have ended.
 */
export async function deleteCosts(
  account: LabAccount,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const { endpoints } = account.ports;
  const step = (text: string): void => onProgress({ kind: 'step', text });
  for (const { name } of await labEndpoints(account, signal)) {
    await deleteEndpoint(account, name, onProgress, signal);
  }
  await stopJobs(account, await ownJobs(account, signal), onProgress, signal);
  const { configs, models } = await findLeftovers(account, signal);
  for (const name of configs) {
    step(`Deleting the endpoint configuration ${name}`);
    await endpoints.deleteConfig(name);
  }
  for (const name of models) {
    step(`Deleting the model ${name}`);
    await endpoints.deleteModel(name);
  }
}
