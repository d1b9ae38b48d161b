import type { LabAccount } from '../account.ts';
import type { OnProgress } from '../progress.ts';
import { labEndpoints } from '../sagemaker/labEndpoint.ts';
import { labPrefix } from '../sagemaker/sagemakerNames.ts';
import { tuningPrefix } from '../tuning/tuningJobs.ts';

/** One thing in the account that costs money as long as it is there or runs. */
export interface Cost {
  readonly kind: 'endpoint' | 'training job' | 'tuning job' | 'transform job' | 'notebook instance';
  readonly name: string;
  readonly state: string;
  /** Whether the lab made it, and so may delete it. */
  readonly ofTheLab: boolean;
}

/** What costs money in the account now, of the kinds that the lab uses. */
export async function findCosts(account: LabAccount, signal?: AbortSignal): Promise<Cost[]> {
  const [endpoints, jobs, tunings, transforms, notebooks] = await Promise.all([
    labEndpoints(account, signal),
    account.ports.training.list(labPrefix, signal),
    account.ports.tuning.list(labPrefix, signal),
    account.ports.transforms.list(labPrefix, signal),
    account.ports.notebooks.list(signal),
  ]);
  return [
    ...endpoints
      .filter(({ status }) => status !== 'Deleting')
      .map(({ name, status }) => ({ kind: 'endpoint' as const, name, state: status, ofTheLab: true })),
    // A tuning job ends its own training jobs.
    ...runningOf('training job', jobs).filter(({ name }) => !name.startsWith(tuningPrefix)),
    ...runningOf('tuning job', tunings),
    ...runningOf('transform job', transforms),
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

/** The lab's own of these jobs that are not over. */
function runningOf(
  kind: Cost['kind'],
  jobs: readonly { readonly name: string; readonly status: string }[],
): Cost[] {
  return jobs
    .filter(({ name, status }) => name.startsWith(labPrefix) && ['InProgress', 'Stopping'].includes(status))
    .map(({ name, status }) => ({ kind, name, state: status, ofTheLab: true }));
}

/** Deletes the lab's endpoints, configurations and models, and stops its training, tuning and transform jobs. */
export async function deleteCosts(
  account: LabAccount,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const { endpoints, training, tuning, transforms } = account.ports;
  const step = (text: string): void => onProgress({ kind: 'step', text });
  for (const { kind, name, ofTheLab } of await findCosts(account, signal)) {
    if (!ofTheLab) continue;
    signal.throwIfAborted();
    step(`${kind === 'endpoint' ? 'Deleting' : 'Stopping'} the ${kind} ${name}`);
    if (kind === 'endpoint') await endpoints.delete(name);
    else if (kind === 'tuning job') await tuning.stop(name);
    else if (kind === 'transform job') await transforms.stop(name);
    else await training.stop(name);
  }
  const ours = (names: string[]): string[] => names.filter((name) => name.startsWith(labPrefix));
  for (const name of ours(await endpoints.configs(labPrefix, signal))) {
    step(`Deleting the endpoint configuration ${name}`);
    await endpoints.deleteConfig(name);
  }
  for (const name of ours(await endpoints.models(labPrefix, signal))) {
    step(`Deleting the model ${name}`);
    await endpoints.deleteModel(name);
  }
}
