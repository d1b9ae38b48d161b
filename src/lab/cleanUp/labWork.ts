import { cappedFolder } from '../capped/cappedModels.ts';
import { tableNameOf } from '../event/patterns.ts';
import { notebookKeys } from '../notebooks/sendNotebooks.ts';
import type { OnProgress } from '../progress.ts';
import { removeObjects } from '../s3/removeObjects.ts';
import { predictionsPrefix, trainingOutputPrefix } from '../sagemaker/sagemakerNames.ts';
import type { LabContext } from '../stage.ts';
import { requireResources } from '../survey/resources.ts';
import { readSplitTable } from '../tables/splitTable.ts';
import { ownScriptBuckets } from './scriptBuckets.ts';

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
  // Found by where their rows lie: the queries that named them may have been edited since.
  const capped = `s3://${resources.publishedBucket}/${cappedFolder}`;
  for (const { database, name, location } of await catalog.tables(resources.curatedDatabase, signal)) {
    if (location.startsWith(capped)) await catalog.dropTable(database, name);
  }
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
    [resources.publishedBucket, cappedFolder],
    [resources.queryResultsBucket, ''],
  ] as const) {
    step(`Emptying s3://${bucket}/${prefix}`);
    await removeObjects(account, bucket, prefix, signal);
  }
  // Other notebooks may lie beside them.
  await buckets.remove(resources.publishedBucket, notebookKeys);
  for (const bucket of await ownScriptBuckets(account, signal)) {
    step(`Deleting the bucket ${bucket}`);
    await removeObjects(account, bucket, '', signal);
    await buckets.delete(bucket);
  }
}
