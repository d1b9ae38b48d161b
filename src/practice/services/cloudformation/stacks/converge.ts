import { setMaxListeners } from 'node:events';
import type { Blueprint, ResourceBlueprint } from '../template/blueprint.ts';
import { inOrder } from '../template/dependencies.ts';
import { failureReason } from './resourceFailure.ts';
import { resolvedProperties } from './resourceScope.ts';
import { bringAbout, plannedResource } from './resourceSteps.ts';
import type { StoredStack } from './stackDocuments.ts';
import type { StackGround } from './stackGround.ts';

/** Why an operation's signal breaks off its work. */
export type BreakReason =
  /** The process ends: the next one goes on with it. */
  | 'close'
  /** Another operation takes its place. */
  | 'replaced'
  /** Another resource failed. */
  | 'failed';

/**
 * Brings every resource of a blueprint about, side by side as far as they do not wait for one another. Once one fails, no further one is
 * begun, and those under way are cancelled. Returns whether all of them are as they should be.
 */
export async function converge(
  ground: StackGround,
  stack: StoredStack,
  blueprint: Blueprint,
  signal: AbortSignal,
): Promise<boolean> {
  const failure = new AbortController();
  const either = AbortSignal.any([signal, failure.signal]);
  // As many wait for it as the stack has resources.
  setMaxListeners(0, either);
  let done = 0;
  const isBroken = () => either.aborted;
  const bring = async (resource: ResourceBlueprint): Promise<boolean> => {
    if (isBroken()) return false;
    try {
      const resolved = await resolvedProperties(ground, stack, blueprint, resource, either);
      await bringAbout({ ground, stack, signal: either }, resource, resolved);
      done += 1;
      return true;
    } catch (error) {
      if (signal.reason === ('close' satisfies BreakReason)) return false;
      fail(ground, stack, resource, isBroken() ? undefined : failureReason(resource.type, error));
      failure.abort('failed' satisfies BreakReason);
      return false;
    }
  };
  const needs = new Map([...blueprint.resources].map(([name, resource]) => [name, resource.needs]));
  await inOrder(needs, (name) => {
    const resource = blueprint.resources.get(name);
    return resource ? bring(resource) : Promise.resolve(false);
  });
  return done === blueprint.resources.size;
}

/** Tells of a resource that failed, or, without a reason, that was cancelled because another one did. */
function fail(
  { tables }: StackGround,
  stack: StoredStack,
  blueprint: ResourceBlueprint,
  reason?: string,
): void {
  const resource = tables.resource(stack.id, blueprint.logicalId) ?? plannedResource(stack, blueprint);
  const isNew = resource.before === undefined && (resource.state === 'planned' || resource.state === 'begun');
  tables.moveResource(
    resource,
    isNew ? 'CREATE_FAILED' : 'UPDATE_FAILED',
    reason ?? (isNew ? 'Resource creation cancelled' : 'Resource update cancelled'),
  );
}

/** Which resources of a stack failed, in CloudFormation's words. */
export function failedResources({ tables }: StackGround, { id }: StoredStack): string {
  const resources = tables.resources(id);
  const sentences = (['create', 'update', 'delete'] as const).flatMap((verb) => {
    const failed = resources.filter(({ status }) => status === `${verb.toUpperCase()}_FAILED`);
    const names = failed.map(({ logicalId }) => logicalId);
    return names.length ? [`The following resource(s) failed to ${verb}: [${names.join(', ')}].`] : [];
  });
  return sentences.join(' ');
}
