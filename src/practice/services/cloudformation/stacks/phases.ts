import type { StackStatus } from '@aws-sdk/client-cloudformation';
import { blueprintOf } from './blueprintOf.ts';
import { cleanUp } from './cleanUp.ts';
import { converge, failedResources } from './converge.ts';
import { deleteResources } from './deleteResources.ts';
import { resolvedOutputs } from './resourceScope.ts';
import { rollBack } from './rollBack.ts';
import type { StoredResource, StoredStack } from './stackDocuments.ts';
import type { StackGround } from './stackGround.ts';

/** The state that a stack goes to, and what of its document changes with it. */
export interface Next {
  readonly status: StackStatus;
  readonly reason?: string;
  readonly change?: Partial<StoredStack>;
}

/** The work of a passing state. May be done again from its start: what it did already, it finds done. */
export type Phase = (ground: StackGround, stack: StoredStack, signal: AbortSignal) => Promise<Next>;

/** The work of each state in which something goes on. */
export const phases: Partial<Record<StackStatus, Phase>> = {
  CREATE_IN_PROGRESS: async (ground, stack, signal) => {
    const result = await bringAboutVersion(ground, stack, signal);
    if ('outputs' in result) return { status: 'CREATE_COMPLETE', change: result };
    const reason = result.failed;
    switch (stack.onFailure) {
      case 'DELETE':
        return { status: 'DELETE_IN_PROGRESS', reason: `${reason} Delete requested by user.` };
      case 'DO_NOTHING':
        return { status: 'CREATE_FAILED', reason };
      case 'ROLLBACK':
        return { status: 'ROLLBACK_IN_PROGRESS', reason: `${reason} Rollback requested by user.` };
    }
  },

  ROLLBACK_IN_PROGRESS: async (ground, stack, signal) => {
    const keeps = ({ deletionPolicy }: StoredResource) => deletionPolicy === 'Retain';
    return (await deleteResources(ground, stack, signal, keeps))
      ? { status: 'ROLLBACK_COMPLETE' }
      : { status: 'ROLLBACK_FAILED', reason: failedResources(ground, stack) };
  },

  DELETE_IN_PROGRESS: async (ground, stack, signal) => {
    const keeps = ({ deletionPolicy, logicalId }: StoredResource) =>
      deletionPolicy.startsWith('Retain') || (stack.retain ?? []).includes(logicalId);
    return (await deleteResources(ground, stack, signal, keeps))
      ? { status: 'DELETE_COMPLETE', change: { deleted: ground.clock.now().getTime() } }
      : { status: 'DELETE_FAILED', reason: failedResources(ground, stack) };
  },

  UPDATE_IN_PROGRESS: async (ground, stack, signal) => {
    const result = await bringAboutVersion(ground, stack, signal);
    if ('outputs' in result) return { status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', change: result };
    return {
      status: stack.onFailure === 'DO_NOTHING' ? 'UPDATE_FAILED' : 'UPDATE_ROLLBACK_IN_PROGRESS',
      reason: result.failed,
    };
  },

  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: async (ground, stack, signal) => {
    await cleanUpVersion(ground, stack, signal);
    return { status: 'UPDATE_COMPLETE', change: withoutVersion(ground, stack.before, signal) };
  },

  UPDATE_ROLLBACK_IN_PROGRESS: async (ground, stack, signal) => {
    const { before = stack.version } = stack;
    const blueprint = blueprintOf(ground.tables.version(before), stack);
    return (await rollBack(ground, stack, blueprint, signal))
      ? {
          status: 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
          change: { version: before, before: stack.version, skip: [] },
        }
      : { status: 'UPDATE_ROLLBACK_FAILED', reason: failedResources(ground, stack) };
  },

  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: async (ground, stack, signal) => {
    await cleanUpVersion(ground, stack, signal);
    return { status: 'UPDATE_ROLLBACK_COMPLETE', change: withoutVersion(ground, stack.before, signal) };
  },
};

/** Brings a stack to its version; answers with its outputs, or with what failed. */
async function bringAboutVersion(
  ground: StackGround,
  stack: StoredStack,
  signal: AbortSignal,
): Promise<Pick<StoredStack, 'outputs'> | { failed: string }> {
  const blueprint = blueprintOf(ground.tables.version(stack.version), stack);
  if (!(await converge(ground, stack, blueprint, signal))) return { failed: failedResources(ground, stack) };
  try {
    const outputs = await resolvedOutputs(ground, stack, blueprint, signal);
    const taken = takenExport(ground, stack, outputs);
    return taken === undefined ? { outputs } : { failed: taken };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

/** Why a stack may not have one of its exports: their names are unique in the account. */
function takenExport(
  { tables }: StackGround,
  { id }: StoredStack,
  outputs: StoredStack['outputs'],
): string | undefined {
  const others = tables.stacks.values().filter((each) => each.id !== id && each.status !== 'DELETE_COMPLETE');
  for (const { ExportName } of outputs) {
    const owner = others.find((other) =>
      other.outputs.some((output) => ExportName !== undefined && output.ExportName === ExportName),
    );
    if (owner) return `Export with name ${ExportName ?? ''} is already exported by stack ${owner.name}.`;
  }
  return undefined;
}

async function cleanUpVersion(ground: StackGround, stack: StoredStack, signal: AbortSignal): Promise<void> {
  await cleanUp(ground, stack, blueprintOf(ground.tables.version(stack.version), stack), signal);
}

/** Forgets the version that nothing goes back to any more; not while its clean-up is broken off. */
function withoutVersion(
  { tables }: StackGround,
  version: string | undefined,
  signal: AbortSignal,
): Partial<StoredStack> {
  if (signal.aborted || version === undefined) return {};
  tables.versions.delete(version);
  return { before: undefined };
}
