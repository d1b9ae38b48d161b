import type { LabAccount } from '../../account.ts';
import type { Stack, StackResource } from '../../ports/stacks.ts';
import type { OnProgress } from '../../progress.ts';
import { removeObjects } from '../../s3/removeObjects.ts';
import { followStack } from '../followStack.ts';
import { firstFailure, stackFailure, StackFailed } from '../stackFailure.ts';
import { stackNames } from './stackNames.ts';

/**
 * Deletes a stack whose buckets are empty, and follows it to its end. Objects that came into a bucket meanwhile, as a
 * delivery stream still had them, are deleted, and it goes on. Throws a StackFailed for what CloudFormation cannot delete.
 * @param buckets the stack's own.
 * @param retain resources that are to stay when they could not be deleted.
 */
export async function deleteStack(
  account: LabAccount,
  { id, name }: Stack,
  buckets: readonly string[],
  retain: readonly string[],
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const { stacks } = account.ports;
  let stays: readonly string[] = [];
  for (;;) {
    signal.throwIfAborted();
    onProgress({ kind: 'step', text: `Deleting the stack ${name}` });
    const last = (await stacks.events(id, undefined, signal)).at(-1)?.id;
    await stacks.delete(id, stays);
    const { stack, events } = await followStack(account, id, last, onProgress, signal);
    if (!stack || stack.status === 'DELETE_COMPLETE') return;
    const failed = (await stacks.resources(id, signal)).filter((each) => each.status === 'DELETE_FAILED');
    const full = stackNames(failed, 'AWS::S3::Bucket').filter((bucket) => buckets.includes(bucket));
    if (await emptyAgain(account, full, onProgress, signal)) continue;
    const kept = failed.filter(({ logicalId }) => retain.includes(logicalId));
    // CloudFormation lets only those stay that it has tried to delete; with all of them named it comes to its end.
    if (failed.length && kept.length === failed.length && !stays.length) {
      stays = kept.map(({ logicalId }) => logicalId);
      onProgress({ kind: 'log', line: `Kept, as you asked: ${kept.map(textOf).join(', ')}` });
      continue;
    }
    throw failure(account, name, failed, firstFailure(events));
  }
}

const textOf = ({ logicalId, type, physicalId }: StackResource): string =>
  `${logicalId} (${type} ${physicalId})`;

/** Empties buckets that could not be deleted; answers whether there was anything in them. */
async function emptyAgain(
  account: LabAccount,
  buckets: readonly string[],
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<boolean> {
  let removed = 0;
  for (const bucket of buckets) {
    onProgress({ kind: 'step', text: `Emptying s3://${bucket}/ once more` });
    removed += await removeObjects(account, bucket, '', signal);
  }
  return removed > 0;
}

function failure(
  account: LabAccount,
  name: string,
  failed: readonly StackResource[],
  event: ReturnType<typeof firstFailure>,
): StackFailed {
  const what = `The stack ${name} could not be deleted`;
  const names = failed.map(({ logicalId }) => logicalId).join(',');
  const told = stackFailure(account, what, event, `Still there: ${failed.map(textOf).join(', ')}.`);
  const leave = names ? ` To leave them in the account, tear down with --retain ${names}.` : '';
  return new StackFailed(told.message, `${told.fix}${leave}`, told.event);
}
