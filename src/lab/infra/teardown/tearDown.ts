import type { LabAccount } from '../../account.ts';
import { deleteSagemakerWork } from '../../cleanUp/runningCosts.ts';
import { poll } from '../../follow/poll.ts';
import type { OnProgress } from '../../progress.ts';
import { removeObjects } from '../../s3/removeObjects.ts';
import { endpointGone } from '../../sagemaker/deleteEndpoint.ts';
import { StageError } from '../../stage.ts';
import { deleteStack } from './deleteStack.ts';
import { findLeft, type Left } from './findLeft.ts';
import { isNothing, type TeardownPlan } from './planTeardown.ts';
import { stackNames } from './stackNames.ts';
import { refuseForeignTables } from './stackTables.ts';
import { stopWork } from './stopWork.ts';
import { unless } from './unless.ts';

/** Seconds between two looks at what is left, and for how long: lists of S3 and IAM show for a while what is gone. */
const lookEvery = 5;
const lookFor = 90;

/**
 * Deletes what the plan lists, and nothing else: first the lab's own work, then what lies in the stack's buckets, then the
 * stack. Afterwards the services are asked what is left. Each step may be done again, so that one that was broken off is
 * finished by the next call. Throws a StageError when something cannot be deleted or is still there.
 * @param retain resources, by their names in the template, that are to stay when CloudFormation could not delete them.
 */
export async function tearDown(
  account: LabAccount,
  plan: TeardownPlan,
  retain: readonly string[],
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Left> {
  refuseForeignTables(plan.stack?.name ?? '', plan.tables);
  if (!isNothing(plan)) {
    await deleteWork(account, plan, onProgress, signal);
    await emptyBuckets(account, plan, onProgress, signal);
    if (plan.stack) {
      const buckets = stackNames(plan.resources, 'AWS::S3::Bucket');
      await deleteStack(account, plan.stack, buckets, retain, onProgress, signal);
    }
  }
  onProgress({ kind: 'step', text: 'Asking the services what is left' });
  const left = await whatIsLeft(account, plan, retain, signal);
  if (!left.there.length) return left;
  throw new StageError(
    `These are still there: ${left.there.join(', ')}.`,
    'Tear the lab down once more; if they stay, delete them by hand.',
  );
}

/** Looks again while something seems to be there. */
async function whatIsLeft(
  account: LabAccount,
  plan: TeardownPlan,
  retain: readonly string[],
  signal: AbortSignal,
): Promise<Left> {
  const until = performance.now() + lookFor * account.pace * 1000;
  const look = () => findLeft(account, plan, retain, signal);
  return poll(account, lookEvery, signal, look, ({ there }) => !there.length || performance.now() > until);
}

async function deleteWork(
  account: LabAccount,
  plan: TeardownPlan,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const { work, costs, tables } = plan;
  await stopWork(account, work, onProgress, signal);
  await deleteSagemakerWork(account, plan, onProgress, signal);
  for (const { kind, name } of costs) {
    if (kind === 'endpoint') await endpointGone(account, name, onProgress, signal);
  }
  for (const { database, name } of tables.own) {
    onProgress({ kind: 'step', text: `Dropping the table ${database}.${name}` });
    await account.ports.catalog.dropTable(database, name);
  }
}

async function emptyBuckets(
  account: LabAccount,
  { contents, scriptBuckets }: TeardownPlan,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  for (const { bucket } of contents) {
    signal.throwIfAborted();
    onProgress({ kind: 'step', text: `Emptying s3://${bucket}/` });
    await unless(/^NoSuchBucket$/, () => removeObjects(account, bucket, '', signal));
  }
  for (const bucket of scriptBuckets) {
    onProgress({ kind: 'step', text: `Deleting the bucket ${bucket}` });
    await unless(/^NoSuchBucket$/, () => account.ports.buckets.delete(bucket));
  }
}
