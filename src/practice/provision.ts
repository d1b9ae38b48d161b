import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { callOperation } from './operationCall.ts';
import type { Service } from './service.ts';
import { isKeptEmpty } from './store/reset.ts';
import type { Store } from './store/store.ts';

const stackName = 'cmapss-lab';
const longestWaitMs = 30_000;

/**
 * Gives a new account what the lab's account holds before its first stage: the stack of the lab's own template, made by the
 * account's CloudFormation. It is ready for use when this returns. Done once for a store: what is deleted later stays
 * deleted; a provisioning that broke off is finished at the next start. `template` is the template's file.
 */
export async function provision(store: Store, services: readonly Service[], template: string): Promise<void> {
  if (isKeptEmpty(store.folder)) return;
  const notes = store.table<string>('provisioning');
  if (notes.has('done')) return;
  const call = (operation: string, input: object) =>
    callOperation(services, 'cloudformation', operation, { StackName: stackName, ...input });
  await call('CreateStack', {
    TemplateBody: await readFile(template, 'utf8'),
    Capabilities: ['CAPABILITY_IAM'],
    // With its token, the request that a broken off provisioning made already makes no second stack.
    ClientRequestToken: 'provisioning',
  });
  const deadline = Date.now() + longestWaitMs;
  for (;;) {
    const { Stacks: [stack] = [] } = (await call('DescribeStacks', {})) as { Stacks?: StackState[] };
    if (stack?.StackStatus === 'CREATE_COMPLETE') break;
    if (!stack?.StackStatus.endsWith('_IN_PROGRESS') || Date.now() > deadline) {
      throw new Error(`The new account's stack ${stackName} is not made: ${await failure(call)}`);
    }
    await sleep(5);
  }
  notes.set('done', new Date().toISOString());
}

interface StackState {
  readonly StackStatus: string;
}

/** What failed first, and why. */
async function failure(call: (operation: string, input: object) => Promise<unknown>): Promise<string> {
  const { StackEvents = [] } = (await call('DescribeStackEvents', {})) as {
    StackEvents?: { LogicalResourceId: string; ResourceStatus: string; ResourceStatusReason?: string }[];
  };
  const first = StackEvents.findLast(({ ResourceStatus }) => ResourceStatus.endsWith('_FAILED'));
  return first ? `${first.LogicalResourceId}: ${first.ResourceStatusReason ?? ''}` : 'it takes too long.';
}
