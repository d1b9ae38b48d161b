import type { LabAccount } from '../account.ts';
import type { Stack } from '../ports/stacks.ts';
import type { OnProgress } from '../progress.ts';
import { StageError } from '../stage.ts';
import { followStack } from './followStack.ts';
import { isLabStack, ownResources, parameterNames } from './labStack.ts';
import { requireCloud9Role } from './requireCloud9Role.ts';
import { firstFailure, stackFailure } from './stackFailure.ts';
import { stackPhase, stuckFix } from './stackPhase.ts';
import { findStackTables, refuseForeignTables } from './teardown/stackTables.ts';

/** What is to be deployed. */
export interface Deployment {
  readonly stackName: string;
  /** The template's text. */
  readonly template: string;
  /** Parameters that were given; any other keeps the value that the stack has, or gets its default. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The stack as deploying left it. */
export interface Deployed {
  readonly stack: Stack;
  readonly change: 'made' | 'changed' | 'none';
}

/**
 * Makes the lab's stack, or brings it to the template. What is under way already is followed first, and what a failed try
 * left behind is deleted. Throws a StackFailed that names the resource and why.
 */
export async function deploy(
  account: LabAccount,
  deployment: Deployment,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Deployed> {
  const { stacks } = account.ports;
  const { stackName } = deployment;
  const step = (text: string): void => onProgress({ kind: 'step', text });
  if (deployment.parameters[parameterNames.editor] === 'cloud9') await requireCloud9Role(account, signal);
  for (;;) {
    signal.throwIfAborted();
    const stack = await stacks.get(stackName, signal);
    if (!stack) return create(account, deployment, onProgress, signal);
    await refuseForeign(account, stack, signal);
    switch (stackPhase(stack.status)) {
      case 'working':
        step(`The stack ${stackName} is ${stack.status}: following it`);
        await followStack(account, stack.id, undefined, onProgress, signal);
        break;
      case 'unusable':
      case 'deleteFailed':
        step(`The stack ${stackName} is ${stack.status}, which nothing can be made of: deleting it first`);
        await remove(account, stack, onProgress, signal);
        break;
      case 'stuck':
        throw new StageError(
          `The stack ${stackName} is ${stack.status} and cannot be changed${stack.reason && `: ${stack.reason}`}`,
          `${stuckFix} Then deploy again.`,
        );
      case 'ready':
        return update(account, deployment, stack, onProgress, signal);
      case 'gone':
        return create(account, deployment, onProgress, signal);
    }
  }
}

async function create(
  account: LabAccount,
  deployment: Deployment,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Deployed> {
  const { stackName, template, parameters } = deployment;
  onProgress({ kind: 'step', text: `Making the stack ${stackName}` });
  let id: string;
  try {
    id = await account.ports.stacks.create({ name: stackName, template, parameters });
  } catch (error) {
    // Somebody else has begun to make it just now: it is followed, and brought to the template, like any other.
    if (error instanceof Error && error.name === 'AlreadyExistsException') {
      return deploy(account, deployment, onProgress, signal);
    }
    throw error;
  }
  const { stack, events } = await followStack(account, id, undefined, onProgress, signal);
  if (stack && stackPhase(stack.status) === 'ready') return { stack, change: 'made' };
  throw stackFailure(
    account,
    `The stack ${stackName} could not be made`,
    firstFailure(events),
    stack?.status === 'ROLLBACK_COMPLETE'
      ? 'CloudFormation has taken back what it had made.'
      : `The stack is ${stack?.status ?? 'gone'} now.`,
  );
}

async function update(
  account: LabAccount,
  { stackName, template, parameters }: Deployment,
  before: Stack,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Deployed> {
  const { stacks } = account.ports;
  const last = (await stacks.events(before.id, undefined, signal)).at(-1)?.id;
  const input = { name: stackName, template, parameters: { ...kept(before), ...parameters } };
  if (!(await stacks.update(input))) return { stack: before, change: 'none' };
  onProgress({ kind: 'step', text: `Changing the stack ${stackName}` });
  const { stack, events } = await followStack(account, before.id, last, onProgress, signal);
  if (stack?.status === 'UPDATE_COMPLETE') return { stack, change: 'changed' };
  throw stackFailure(
    account,
    `The stack ${stackName} could not be changed`,
    firstFailure(events),
    stack?.status === 'UPDATE_ROLLBACK_COMPLETE'
      ? 'Everything is as it was before.'
      : `The stack is ${stack?.status ?? 'gone'} now.`,
  );
}

/** The stack's own parameters, without those that a template of another version had. */
function kept({ parameters }: Stack): Record<string, string> {
  const names: readonly string[] = Object.values(parameterNames);
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => names.includes(name)));
}

/** Deletes what a failed try left of a stack. No bucket is emptied for that, and no table of somebody else's goes with it. */
async function remove(
  account: LabAccount,
  { name, id }: Stack,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const { stacks } = account.ports;
  const resources = ownResources(await stacks.resources(id, signal));
  refuseForeignTables(name, await findStackTables(account, resources, signal));
  const last = (await stacks.events(id, undefined, signal)).at(-1)?.id;
  await stacks.delete(id);
  const { stack, events } = await followStack(account, id, last, onProgress, signal);
  if (!stack || stack.status === 'DELETE_COMPLETE') return;
  const { message } = stackFailure(
    account,
    `The old stack ${name} could not be deleted`,
    firstFailure(events),
    'The rest of it is gone.',
  );
  throw new StageError(message, 'Tear the lab down, which empties its buckets first, then deploy again.');
}

/** Somebody else's stack of the same name is left alone: an update would delete all that it is made of. */
async function refuseForeign(account: LabAccount, { name, id }: Stack, signal: AbortSignal): Promise<void> {
  if (isLabStack(await account.ports.stacks.resources(id, signal))) return;
  throw new StageError(
    `There is a stack called ${name} already, and it is not the lab's: nothing was changed.`,
    "Choose another name for the lab's stack, with --stack-name in a terminal.",
  );
}
