import type { LabAccount } from './account.ts';
import { tableNameOf } from './event/patterns.ts';
import { labEndpoints } from './labEndpoint.ts';
import type { OnProgress } from './progress.ts';
import { removeObjects } from './removeObjects.ts';
import { requireResources } from './resources.ts';
import { isOver, trainingJobRunState } from './runState.ts';
import { labPrefix, predictionsPrefix, trainingOutputPrefix } from './sagemakerNames.ts';
import { readSplitTable } from './splitTable.ts';
import type { LabContext } from './stage.ts';

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
      .filter(({ status }) => status === 'InService')
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

/**
 * Deletes what the lab made besides: the tables, the objects in the lab's buckets, and its script bucket. What the
 * event's organisers put into the account stays.
 */
export async function deleteLabWork(
  context: LabContext,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const { account, event } = context;
  const { buckets, catalog, streams } = account.ports;
  const step = (text: string): void => onProgress({ kind: 'step', text });
  const resources = await requireResources(account, event, signal);
  const target = await readSplitTable(context, resources, signal);
  step('Dropping the tables');
  await catalog.dropTable(target.database, target.table);
  await catalog.dropTable(resources.curatedDatabase, tableNameOf(resources.curatedBucket));
  for (const table of event.patterns.submissionsTable) {
    await catalog.dropTable(resources.submissionsDatabase, table);
  }
  const stream = await streams.describe(resources.deliveryStream, signal);
  for (const [bucket, prefix] of [
    [stream.bucket, stream.prefix],
    [resources.curatedBucket, ''],
    [target.bucket, target.prefix],
    [target.bucket, trainingOutputPrefix],
    [target.bucket, predictionsPrefix],
    [resources.queryResultsBucket, ''],
  ] as const) {
    step(`Emptying s3://${bucket}/${prefix}`);
    await removeObjects(account, bucket, prefix, signal);
  }
  for (const bucket of await ownScriptBuckets(account, signal)) {
    step(`Deleting the bucket ${bucket}`);
    await removeObjects(account, bucket, '', signal);
    await buckets.delete(bucket);
  }
}

/** Script buckets that the lab made, told by their ten hexadecimal digits, unless something else lies in them. */
async function ownScriptBuckets({ ports: { buckets } }: LabAccount, signal: AbortSignal): Promise<string[]> {
  const own: string[] = [];
  for (const { name } of await buckets.list(signal)) {
    if (!/^aws-glue-[0-9a-f]{10}$/.test(name)) continue;
    const { prefixes, objects } = await buckets.folder(name, '', signal);
    if (!objects.length && prefixes.every((prefix) => prefix === 'cmapss/')) own.push(name);
  }
  return own;
}
