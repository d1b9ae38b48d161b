import type { LabAccount } from '../account.ts';
import type { OnProgress } from '../progress.ts';
import { isOver, trainingJobRunState } from '../runState.ts';
import { labEndpoints } from '../sagemaker/labEndpoint.ts';
import { labPrefix } from '../sagemaker/sagemakerNames.ts';

/** One thing in the account that costs money as long as it is there or runs. */
export interface Cost {
  readonly kind: 'endpoint' | 'training job' | 'notebook instance';
  readonly name: string;
  readonly state: string;
  /** Whether the lab made it, and so may delete it. */
  readonly ofTheLab: boolean;
}

/** What costs money in the account now, of the kinds that the lab uses. */
export async function findCosts(account: LabAccount, signal?: AbortSignal): Promise<Cost[]> {
  const [endpoints, jobs, notebooks] = await Promise.all([
    labEndpoints(account, signal),
    account.ports.training.list(labPrefix, signal),
    account.ports.notebooks.list(signal),
  ]);
  return [
    ...endpoints
      .filter(({ status }) => status !== 'Deleting')
      .map(({ name, status }) => ({ kind: 'endpoint' as const, name, state: status, ofTheLab: true })),
    ...jobs
      .filter(({ name, status }) => name.startsWith(labPrefix) && !isOver(trainingJobRunState[status]))
      .map(({ name, status }) => ({ kind: 'training job' as const, name, state: status, ofTheLab: true })),
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

/** Deletes the lab's endpoints, configurations and models, and stops its training jobs. */
export async function deleteCosts(
  account: LabAccount,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const { endpoints, training } = account.ports;
  const step = (text: string): void => onProgress({ kind: 'step', text });
  for (const { kind, name, ofTheLab } of await findCosts(account, signal)) {
    if (!ofTheLab) continue;
    signal.throwIfAborted();
    if (kind === 'endpoint') {
      step(`Deleting the endpoint ${name}`);
      await endpoints.delete(name);
    } else {
      step(`Stopping the training job ${name}`);
      await training.stop(name);
    }
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
