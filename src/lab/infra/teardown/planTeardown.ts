import type { LabAccount } from '../../account.ts';
import { findSagemakerWork, type SagemakerWork } from '../../cleanUp/runningCosts.ts';
import { ownScriptBuckets } from '../../cleanUp/scriptBuckets.ts';
import type { Stack, StackResource } from '../../ports/stacks.ts';
import type { OnProgress } from '../../progress.ts';
import { StageError } from '../../stage.ts';
import { followStack } from '../followStack.ts';
import { isLabStack, ownResources } from '../labStack.ts';
import { stackPhase } from '../stackPhase.ts';
import { refuseWithoutRight } from './refuseWithoutRight.ts';
import { findStackTables, type StackTables } from './stackTables.ts';
import { findStackWork, type StackWork } from './stackWork.ts';
import { stackNames } from './stackNames.ts';

/** What a bucket holds. */
export interface BucketContents {
  readonly bucket: string;
  readonly objects: number;
  readonly bytes: number;
}

/** What tearing down will delete. */
export interface TeardownPlan extends SagemakerWork {
  /** Undefined when there is none (any more). */
  readonly stack: Stack | undefined;
  /** The stack's resources that are still there. */
  readonly resources: readonly StackResource[];
  readonly work: StackWork;
  readonly tables: StackTables;
  /** Of the stack's buckets, and of those that the lab made for its script. */
  readonly contents: readonly BucketContents[];
  readonly scriptBuckets: readonly string[];
}

/**
 * Looks for all that the lab and its stack have in the account, once nobody is at work on the stack. Nothing is changed.
 * Throws a StageError when the stack of that name is somebody else's, or protected, or the caller may not delete it.
 */
export async function planTeardown(
  account: LabAccount,
  stackName: string,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<TeardownPlan> {
  const { stack, resources: all } = await settledStack(account, stackName, onProgress, signal);
  if (!isLabStack(all)) {
    throw new StageError(
      `The stack ${stackName} is not the lab's: nothing was changed.`,
      "Name the lab's stack, with --stack-name in a terminal.",
    );
  }
  if (stack?.isProtected) {
    // Its buckets would be empty before CloudFormation says so.
    throw new StageError(
      `The stack ${stackName} is protected against being deleted (termination protection): nothing was changed.`,
      "Switch its termination protection off in CloudFormation's console, then tear it down again.",
    );
  }
  if (stack) await refuseWithoutRight(account, stack, signal);
  const resources = ownResources(all);
  const [sagemaker, scriptBuckets, work, tables] = await Promise.all([
    findSagemakerWork(account, signal),
    ownScriptBuckets(account, signal),
    findStackWork(account, resources, signal),
    findStackTables(account, resources, signal),
  ]);
  const buckets = [...stackNames(resources, 'AWS::S3::Bucket'), ...scriptBuckets];
  const contents = await Promise.all(buckets.map((name) => contentsOf(account, name, signal)));
  return {
    ...sagemaker,
    stack,
    resources,
    work,
    tables,
    contents: contents.filter((each) => each !== undefined),
    scriptBuckets,
  };
}

/** Whether there is nothing to be deleted. */
export function isNothing({ stack, costs, configs, models, scriptBuckets }: TeardownPlan): boolean {
  return !stack && ![costs, configs, models, scriptBuckets].some(({ length }) => length);
}

/** The stack when nobody is at work on it, with its resources; of one that was just deleted, those that it had. */
async function settledStack(
  account: LabAccount,
  name: string,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<{ readonly stack: Stack | undefined; readonly resources: readonly StackResource[] }> {
  const { stacks } = account.ports;
  const before = await stacks.get(name, signal);
  if (!before) return { stack: undefined, resources: [] };
  const resources = await stacks.resources(before.id, signal);
  if (stackPhase(before.status) !== 'working') return { stack: before, resources };
  onProgress({ kind: 'step', text: `The stack ${name} is ${before.status}: following it first` });
  await followStack(account, before.id, undefined, onProgress, signal);
  const stack = await stacks.get(name, signal);
  return stack ? { stack, resources: await stacks.resources(stack.id, signal) } : { stack, resources };
}

/** Undefined for a bucket that is gone; S3 goes on to list it for a while. */
async function contentsOf(
  account: LabAccount,
  bucket: string,
  signal: AbortSignal,
): Promise<BucketContents | undefined> {
  let [objects, bytes] = [0, 0];
  try {
    for await (const { size } of account.ports.buckets.objects(bucket, '', signal)) {
      objects += 1;
      bytes += size;
    }
    return { bucket, objects, bytes };
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchBucket') return undefined;
    throw error;
  }
}
