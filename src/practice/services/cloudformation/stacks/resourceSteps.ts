import { randomInt } from 'node:crypto';
import type { Properties, ResourceType } from '../resources/resourceType.ts';
import type { ResourceBlueprint } from '../template/blueprint.ts';
import { isMembers, isSame } from '../template/value.ts';
import { everOn } from './everOn.ts';
import { alreadyExists } from './resourceFailure.ts';
import type { Made, ResolvedProperties, StoredResource, StoredStack } from './stackDocuments.ts';
import { contextOf, typeNamed, type StackGround } from './stackGround.ts';

/** A resource of a stack on its way to what a blueprint says. Each step may be done again after a kill. */
export interface ResourceStep {
  readonly ground: StackGround;
  readonly stack: StoredStack;
  readonly signal: AbortSignal;
}

/** Makes, changes or replaces a resource so that it is as the blueprint says; does nothing where it is. */
export async function bringAbout(
  step: ResourceStep,
  blueprint: ResourceBlueprint,
  resolved: ResolvedProperties,
): Promise<void> {
  const { ground, stack } = step;
  const { properties } = resolved;
  const { tables } = ground;
  const { logicalId, type: name, metadata, deletionPolicy, updateReplacePolicy, needs } = blueprint;
  const type = typeNamed(ground, name);
  const rest = { metadata, deletionPolicy, updateReplacePolicy, needs };
  const known = await withoutFailed(step, tables.resource(stack.id, logicalId));
  if (!known || known.state === 'planned' || known.state === 'begun') {
    return make(step, type, { ...(known ?? plannedResource(stack, blueprint)), ...rest }, resolved);
  }
  if (known.state === 'made' && isSame(known.properties, properties)) {
    const whole = { ...known, ...rest, ...resolved };
    if (known.status.endsWith('_FAILED')) tables.moveResource(whole, 'UPDATE_COMPLETE');
    else tables.keep(whole);
    return;
  }
  checkProperties(type, logicalId, properties);
  // A change that broke off may have left anything of what it was to bring.
  const isBrokenOff = known.state === 'changing' && !isSame(known.properties, properties);
  const earlier = isBrokenOff ? everOn(known) : (known.earlier ?? known.properties);
  const before = known.before ?? madeOf(known);
  if (changedNames(known.properties, properties).some((each) => type.replaces.includes(each))) {
    // What a failed update left half changed goes, once there is something in its place.
    const isOther = before.physicalId !== known.physicalId;
    const discarded = isOther ? [madeOf(known)] : [];
    const replacing = tables.moveResource(
      {
        ...known,
        ...rest,
        state: 'planned',
        physicalId: '',
        earlier: undefined,
        before: known.before && !isOther ? { ...before, earlier: everOn(known) } : before,
        discarded: [...known.discarded, ...discarded],
      },
      'UPDATE_IN_PROGRESS',
      'Requested update requires the creation of a new physical resource; hence creating one.',
    );
    return make(step, type, replacing, resolved);
  }
  const changing = tables.moveResource(
    { ...known, ...rest, state: 'changing', before, ...resolved, earlier, drift: undefined },
    'UPDATE_IN_PROGRESS',
  );
  await change(step, type, changing, earlier);
}

/** Takes away what an earlier operation failed to make: it is not known to be whole. What it was to replace counts again. */
async function withoutFailed(
  step: ResourceStep,
  resource: StoredResource | undefined,
): Promise<StoredResource | undefined> {
  if (resource?.state !== 'begun' || !resource.status.endsWith('_FAILED')) return resource;
  await unmake(step, resource, resource);
  const { before } = resource;
  const left = before
    ? asBefore(resource, before)
    : { ...resource, state: 'planned' as const, physicalId: '' };
  return step.ground.tables.keep(left);
}

/** Brings something that is there from the properties it had to those that its document has. */
async function change(
  { ground, stack, signal }: ResourceStep,
  type: ResourceType,
  changing: StoredResource,
  before: Properties,
): Promise<void> {
  const context = contextOf(ground, stack, changing.logicalId, signal);
  await type.update(changing.physicalId, changing.properties, before, context);
  await ground.clock.wait(type.seconds ?? 1, signal);
  const attributes = await type.attributes?.(changing.physicalId, context);
  ground.tables.moveResource(
    { ...changing, state: 'made', attributes, earlier: undefined },
    'UPDATE_COMPLETE',
    type.note,
  );
}

/** Deletes something that was made for a resource; what is not there any more is no error. */
export async function unmake(
  { ground, stack, signal }: ResourceStep,
  resource: StoredResource,
  made: Made,
): Promise<void> {
  const type = typeNamed(ground, resource.type);
  await type.delete(made.physicalId, everOn(made), contextOf(ground, stack, resource.logicalId, signal));
  await ground.clock.wait(type.seconds ?? 1, signal);
}

async function make(
  { ground, stack, signal }: ResourceStep,
  type: ResourceType,
  resource: StoredResource,
  resolved: ResolvedProperties,
): Promise<void> {
  const { tables, clock } = ground;
  const { properties } = resolved;
  const context = contextOf(ground, stack, resource.logicalId, signal);
  const isNew = resource.before === undefined;
  let begun = resource;
  if (resource.state === 'planned') {
    const told = isNew ? tables.moveResource({ ...resource, ...resolved }, 'CREATE_IN_PROGRESS') : resource;
    checkProperties(type, resource.logicalId, properties);
    const physicalId = type.physicalId(properties, generatedName(stack.name, resource.logicalId));
    if (physicalId === resource.before?.physicalId) {
      throw new Error(
        `CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename ${physicalId} and update the stack again.`,
      );
    }
    // Somebody else's is not this stack's to make, nor to delete when the stack rolls back.
    const isThere = (await type.read(physicalId, context)) !== undefined;
    // Nothing is waited for from here until the id is written down: of several at once, one has it.
    if (isThere || tables.isBegun(type.type, physicalId)) throw alreadyExists(type.type, physicalId);
    begun = tables.keep({ ...told, state: 'begun', physicalId, ...resolved });
  }
  await type.create(begun.physicalId, begun.properties, context);
  begun = tables.moveResource(
    begun,
    isNew ? 'CREATE_IN_PROGRESS' : 'UPDATE_IN_PROGRESS',
    'Resource creation Initiated',
  );
  await clock.wait(type.seconds ?? 1, signal);
  const attributes = await type.attributes?.(begun.physicalId, context);
  tables.moveResource(
    { ...begun, state: 'made', attributes, drift: undefined },
    isNew ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE',
    type.note,
  );
}

/** A resource of which nothing is there yet. */
export function plannedResource({ id }: StoredStack, blueprint: ResourceBlueprint): StoredResource {
  return {
    stackId: id,
    logicalId: blueprint.logicalId,
    type: blueprint.type,
    metadata: blueprint.metadata,
    deletionPolicy: blueprint.deletionPolicy,
    updateReplacePolicy: blueprint.updateReplacePolicy,
    needs: blueprint.needs,
    physicalId: '',
    properties: {},
    state: 'planned',
    status: 'CREATE_IN_PROGRESS',
    updated: 0,
    discarded: [],
  };
}

/** Throws in CloudFormation's words for properties that are missing, or no lists, once functions are carried out. */
function checkProperties(type: ResourceType, logicalId: string, properties: Properties): void {
  const { required, lists = [] } = type;
  const missing = required.filter((name) => properties[name] === undefined);
  const wrong = lists.filter((name) => properties[name] !== undefined && !Array.isArray(properties[name]));
  if (!missing.length && !wrong.length) return;
  throw new Error(
    [
      `Properties validation failed for resource ${logicalId} with message:`,
      ...missing.map((name) => `#: required key [${name}] not found`),
      ...wrong.map(
        (name) =>
          `#/${name}: expected type: JSONArray, found: ${isMembers(properties[name]) ? 'JSONObject' : 'String'}`,
      ),
    ].join('\n'),
  );
}

/** The names of the properties that differ. */
export function changedNames(before: Properties, after: Properties): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => !isSame(before[name], after[name]));
}

/** What a resource is now, as something that may be gone back to or deleted. */
export function madeOf({ physicalId, properties, shown, attributes, earlier }: StoredResource): Made {
  return { physicalId, properties, shown, attributes, earlier };
}

/** A resource as it was before an update changed or replaced it; that may have left more on it. */
export function asBefore(resource: StoredResource, before: Made): StoredResource {
  const { physicalId, properties, shown, attributes, earlier } = before;
  const made = { ...resource, physicalId, properties, shown, attributes, earlier, drift: undefined };
  return earlier ? { ...made, state: 'changing', before } : { ...made, state: 'made', before: undefined };
}

function generatedName(stack: string, logicalId: string): string {
  const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  const random = Array.from({ length: 12 }, () => characters[randomInt(characters.length)]).join('');
  return `${stack}-${logicalId}-${random}`;
}
