import type { Blueprint } from '../template/blueprint.ts';
import { inOrder } from '../template/dependencies.ts';
import { everOn } from './everOn.ts';
import { failureReason } from './resourceFailure.ts';
import { asBefore, madeOf } from './resourceSteps.ts';
import type { StoredResource, StoredStack } from './stackDocuments.ts';
import { contextOf, typeNamed, type StackGround } from './stackGround.ts';

/**
 * Brings the resources that a failed update changed or replaced back to what they were: `blueprint` is what the stack was.
 * What the update added is left to the clean-up. Returns whether all came back.
 */
export async function rollBack(
  ground: StackGround,
  stack: StoredStack,
  blueprint: Blueprint,
  signal: AbortSignal,
): Promise<boolean> {
  const { tables } = ground;
  let failed = 0;
  const isBroken = () => signal.aborted;
  const step = async (logicalId: string): Promise<boolean> => {
    if (isBroken()) return false;
    const resource = tables.resource(stack.id, logicalId);
    try {
      if (resource) await goBack(ground, stack, withPolicies(resource, blueprint), signal);
      return true;
    } catch (error) {
      if (isBroken()) return false;
      const now = tables.resource(stack.id, logicalId);
      if (now) tables.moveResource(now, 'UPDATE_FAILED', failureReason(now.type, error));
      failed += 1;
      return false;
    }
  };
  await inOrder(new Map([...blueprint.resources].map(([name, { needs }]) => [name, needs])), step);
  return failed === 0;
}

function withPolicies(resource: StoredResource, { resources }: Blueprint): StoredResource {
  const { metadata, deletionPolicy, updateReplacePolicy, needs } =
    resources.get(resource.logicalId) ?? resource;
  return { ...resource, metadata, deletionPolicy, updateReplacePolicy, needs };
}

async function goBack(
  ground: StackGround,
  stack: StoredStack,
  resource: StoredResource,
  signal: AbortSignal,
): Promise<void> {
  const { tables } = ground;
  const { before, logicalId } = resource;
  if (!before) {
    if (resource.status === 'UPDATE_FAILED') tables.moveResource(resource, 'UPDATE_COMPLETE');
    else tables.keep(resource);
    return;
  }
  const { physicalId, properties } = before;
  const back = asBefore(resource, { ...before, earlier: undefined });
  const isReplaced = physicalId !== resource.physicalId;
  const changed = isReplaced ? before.earlier : everOn(resource);
  if (stack.skip?.includes(logicalId)) {
    tables.moveResource({ ...back, earlier: changed }, 'UPDATE_COMPLETE');
    return;
  }
  if (isReplaced) tables.tellOf(resource, before, 'UPDATE_IN_PROGRESS');
  else tables.moveResource(resource, 'UPDATE_IN_PROGRESS');
  if (changed) {
    const type = typeNamed(ground, resource.type);
    await type.update(physicalId, properties, changed, contextOf(ground, stack, logicalId, signal));
    await ground.clock.wait(type.seconds ?? 1, signal);
  }
  const discarded = isReplaced && resource.state !== 'planned' ? [madeOf(resource)] : [];
  tables.moveResource({ ...back, discarded: [...resource.discarded, ...discarded] }, 'UPDATE_COMPLETE');
}
