import type { Blueprint } from '../template/blueprint.ts';
import { inOrder } from '../template/dependencies.ts';
import { deletionOrder } from './deleteResources.ts';
import { failureReason } from './resourceFailure.ts';
import { madeOf, unmake } from './resourceSteps.ts';
import type { Made, StoredResource, StoredStack } from './stackDocuments.ts';
import type { StackGround } from './stackGround.ts';

/**
 * Deletes what an update left over: resources that `blueprint`, what the stack now is, does not have, and what others were put
 * in the place of. What cannot be deleted stays in the account, as on AWS, and is the stack's no more; its event says so.
 */
export async function cleanUp(
  ground: StackGround,
  stack: StoredStack,
  blueprint: Blueprint,
  signal: AbortSignal,
): Promise<void> {
  const { tables } = ground;
  const step = async (logicalId: string): Promise<boolean> => {
    const resource = tables.resource(stack.id, logicalId);
    if (!resource) return true;
    const isGone = !blueprint.resources.has(logicalId);
    const policy = isGone ? resource.deletionPolicy : resource.updateReplacePolicy;
    for (const thing of leftOver(resource, isGone)) {
      await takeAway(ground, stack, resource, thing, policy, signal);
      if (signal.aborted) return false;
    }
    if (isGone) tables.drop(resource);
    else tables.keep({ ...resource, before: undefined, discarded: [] });
    return true;
  };
  await inOrder(deletionOrder(tables.resources(stack.id)), step);
}

function leftOver(resource: StoredResource, isGone: boolean): Made[] {
  const { before, discarded } = resource;
  const current = isGone && resource.state !== 'planned' ? [madeOf(resource)] : [];
  const earlier = before && before.physicalId !== resource.physicalId ? [before] : [];
  return [...current, ...earlier, ...discarded];
}

async function takeAway(
  ground: StackGround,
  stack: StoredStack,
  resource: StoredResource,
  thing: Made,
  policy: string,
  signal: AbortSignal,
): Promise<void> {
  const { tables } = ground;
  // What an update that was rolled back has made is as good as never made.
  const isUndone = stack.status.startsWith('UPDATE_ROLLBACK');
  if (policy === 'Retain' || (policy === 'RetainExceptOnCreate' && !isUndone)) {
    tables.tellOf(resource, thing, 'DELETE_SKIPPED');
    return;
  }
  tables.tellOf(resource, thing, 'DELETE_IN_PROGRESS');
  try {
    await unmake({ ground, stack, signal }, resource, thing);
    tables.tellOf(resource, thing, 'DELETE_COMPLETE');
  } catch (error) {
    if (!signal.aborted) tables.tellOf(resource, thing, 'DELETE_FAILED', failureReason(resource.type, error));
  }
}
