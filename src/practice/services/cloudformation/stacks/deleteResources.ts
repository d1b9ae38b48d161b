import { dependencyCircle, inOrder, reversed, type Needs } from '../template/dependencies.ts';
import { failureReason } from './resourceFailure.ts';
import { madeOf, unmake } from './resourceSteps.ts';
import type { Made, StoredResource, StoredStack } from './stackDocuments.ts';
import type { StackGround } from './stackGround.ts';

/**
 * Deletes the resources of a stack, each before those that it needs; what one that could not be deleted needs stays. Leaves
 * those that `keeps` names. Returns whether none is left that should go.
 */
export async function deleteResources(
  ground: StackGround,
  stack: StoredStack,
  signal: AbortSignal,
  keeps: (resource: StoredResource) => boolean,
): Promise<boolean> {
  const { tables } = ground;
  const left = tables.resources(stack.id).filter(({ status }) => !isOver(status));
  const isBroken = () => signal.aborted;
  const step = async (logicalId: string): Promise<boolean> => {
    const resource = tables.resource(stack.id, logicalId);
    if (!resource || isBroken()) return false;
    if (keeps(resource)) {
      tables.moveResource(resource, 'DELETE_SKIPPED');
      return true;
    }
    const things = thingsOf(resource);
    const deleting = things.length ? tables.moveResource(resource, 'DELETE_IN_PROGRESS') : resource;
    try {
      for (const thing of things) await unmake({ ground, stack, signal }, deleting, thing);
    } catch (error) {
      if (!isBroken()) tables.moveResource(deleting, 'DELETE_FAILED', failureReason(resource.type, error));
      return false;
    }
    tables.moveResource(
      { ...deleting, state: 'planned', before: undefined, discarded: [] },
      'DELETE_COMPLETE',
    );
    return true;
  };
  await inOrder(deletionOrder(left), step);
  return tables.resources(stack.id).every(({ status }) => isOver(status));
}

/** Each resource after those that need it. */
export function deletionOrder(resources: readonly StoredResource[]): Needs {
  const needs = new Map(resources.map(({ logicalId, needs: each }) => [logicalId, each]));
  // Of an update that broke off, some resources are as they were and some as they were to be: those may wait for one another.
  const circle = new Set(dependencyCircle(needs));
  return reversed(
    new Map(
      [...needs].map(([name, each]) => [
        name,
        circle.has(name) ? each.filter((need) => !circle.has(need)) : each,
      ]),
    ),
  );
}

/** All that the account has of a resource. */
function thingsOf(resource: StoredResource): Made[] {
  const { before, discarded } = resource;
  const current = resource.state === 'planned' ? [] : [madeOf(resource)];
  const earlier = before && before.physicalId !== resource.physicalId ? [before] : [];
  return [...current, ...earlier, ...discarded];
}

function isOver(status: string): boolean {
  return status === 'DELETE_COMPLETE' || status === 'DELETE_SKIPPED';
}
