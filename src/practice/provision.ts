import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsError } from './awsError.ts';
import { callOperation } from './operationCall.ts';
import type { Service } from './service.ts';
import { isKeptEmpty } from './store/reset.ts';
import type { Store, Table } from './store/store.ts';

const stackName = 'cmapss-lab';
const longestWaitMs = 30_000;

/** Whether an account still lacks what a new one is given. */
export function isUnprovisioned(store: Store): boolean {
  return !isKeptEmpty(store.folder) && !notesOf(store).has('done');
}

/**
 * Gives a new account what the lab's account holds before its first stage: the stack of the lab's own template, made by the
 * account's CloudFormation. It is ready for use when this returns. Done once for a store: what is deleted later stays
 * deleted; a provisioning that broke off is finished at the next start. `template` is the template's file.
 */
export async function provision(store: Store, services: readonly Service[], template: string): Promise<void> {
  if (!isUnprovisioned(store)) return;
  const call = (operation: string, input: object) =>
    callOperation(services, 'cloudformation', operation, { StackName: stackName, ...input });
  const deadline = Date.now() + longestWaitMs;
  let begun = false;
  for (;;) {
    const status = await statusOf(call);
    if (status === 'CREATE_COMPLETE') break;
    if (status?.endsWith('_IN_PROGRESS') && Date.now() < deadline) {
      await sleep(5);
    } else if (status === undefined && !begun) {
      begun = true;
      const TemplateBody = await readFile(template, 'utf8');
      await call('CreateStack', { TemplateBody, Capabilities: ['CAPABILITY_IAM'] });
    } else if (status !== undefined && !begun && Date.now() < deadline) {
      // What failed in an earlier start, perhaps by another version's template, is made anew.
      await call('DeleteStack', {});
    } else {
      throw new Error(`The new account's stack ${stackName} is not made: ${await failure(call)}`);
    }
  }
  notesOf(store).set('done', new Date().toISOString());
}

function notesOf(store: Store): Table<string> {
  return store.table('provisioning');
}

type CallStacks = (operation: string, input: object) => Promise<unknown>;

/** The stack's status; undefined when there is none. */
async function statusOf(call: CallStacks): Promise<string | undefined> {
  try {
    const { Stacks: [stack] = [] } = (await call('DescribeStacks', {})) as { Stacks?: StackState[] };
    return stack?.StackStatus;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ValidationError') return undefined;
    throw error;
  }
}

interface StackState {
  readonly StackStatus: string;
}

/** What failed first, and why. */
async function failure(call: CallStacks): Promise<string> {
  const { StackEvents = [] } = (await call('DescribeStackEvents', {})) as {
    StackEvents?: { LogicalResourceId: string; ResourceStatus: string; ResourceStatusReason?: string }[];
  };
  const first = StackEvents.findLast(({ ResourceStatus }) => ResourceStatus.endsWith('_FAILED'));
  return first ? `${first.LogicalResourceId}: ${first.ResourceStatusReason ?? ''}` : 'it takes too long.';
}
