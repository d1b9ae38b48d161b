import { AwsError } from '../../../awsError.ts';
import { accountId } from '../../../identity.ts';
import { known, unless } from './propertyValues.ts';
import type { Properties, ResourceContext } from './resourceType.ts';

type Reply = Record<string, unknown>;

/** Tags that tell what belongs to a stack begin so, as on AWS. */
const systemTag = 'aws:';

/** Calls an operation of Glue. */
export function glue(context: ResourceContext, operation: string, input: Properties): Promise<Reply> {
  return context.call('glue', operation, input);
}

/** What a call gives; undefined where what it names is not there. */
export function unlessMissing(call: Promise<Reply>): Promise<Reply | undefined> {
  return unless(({ code }) => code === 'EntityNotFoundException', call);
}

/** A name given in the properties, or the one that was generated. */
export function nameOf(name: unknown, generated: string): string {
  return typeof name === 'string' && name !== '' ? name : generated;
}

/** Refuses a new name where Glue renames nothing and the name lies inside of a property. */
export function refuseRename(physicalId: string, name: unknown): void {
  if (typeof name !== 'string' || name === physicalId) return;
  throw new AwsError(
    'InvalidInputException',
    `${physicalId} cannot be renamed to ${name}. Give it a new logical id.`,
  );
}

/** The properties without those named. */
export function without(properties: Properties, ...names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !names.includes(name)));
}

/** Only the members named that are there, without what is empty. */
export function shown(values: unknown, names: readonly string[]): Record<string, unknown> {
  return known(propertiesIn(values, names));
}

/** The properties named; undefined where nothing is there, or what is there is empty. */
export function propertiesIn(values: unknown, names: readonly string[]): Record<string, unknown> {
  const all = (values ?? {}) as Record<string, unknown>;
  return Object.fromEntries(names.map((name) => [name, isEmpty(all[name]) ? undefined : all[name]]));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (typeof value === 'object' && value !== null && !Object.keys(value).length);
}

/** Numbers and truth values in the properties named, which a template may also write as text. */
export function typed(properties: Properties, numbers: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) =>
      numbers.includes(name) && typeof value === 'string' ? [name, Number(value)] : [name, value],
    ),
  );
}

/** A kind of resource that has tags, in the words of its operations and ARNs. */
export interface Tagged {
  /** `crawler` in `arn:aws:glue:REGION:ACCOUNT:crawler/NAME` */
  readonly kind: string;
  /** `CreateCrawler` */
  readonly create: string;
}

/** The tags of a resource: the template's, and those that say whose it is. */
function tagsOf(properties: Properties, { stack, logicalId }: ResourceContext): Record<string, string> {
  return {
    ...(properties['Tags'] as Record<string, string> | undefined),
    'aws:cloudformation:stack-name': stack.name,
    'aws:cloudformation:stack-id': stack.id,
    'aws:cloudformation:logical-id': logicalId,
  };
}

/**
 * Makes a resource with its tags. One that is there already and bears this stack's tags was made by a try that broke
 * off, so that it is no error.
 */
export async function createTagged(
  { kind, create }: Tagged,
  name: string,
  properties: Properties,
  context: ResourceContext,
): Promise<void> {
  const tags = tagsOf(properties, context);
  try {
    await glue(context, create, { ...without(properties, 'Tags'), Name: name, Tags: tags });
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'AlreadyExistsException') throw error;
    const there = await allTags(kind, name, context);
    const own = ['aws:cloudformation:stack-id', 'aws:cloudformation:logical-id'];
    if (own.some((tag) => there[tag] !== tags[tag])) throw error;
  }
}

/** Brings a resource's tags to those of the template. */
export async function updateTags(
  kind: string,
  name: string,
  properties: Properties,
  context: ResourceContext,
): Promise<void> {
  const wanted = tagsOf(properties, context);
  const gone = Object.keys(await allTags(kind, name, context)).filter((tag) => !(tag in wanted));
  const ResourceArn = arnOf(kind, name, context);
  if (gone.length) await glue(context, 'UntagResource', { ResourceArn, TagsToRemove: gone });
  await glue(context, 'TagResource', { ResourceArn, TagsToAdd: wanted });
}

/** A resource's tags as its template has them; undefined where it has none. */
export async function shownTags(kind: string, name: string, context: ResourceContext): Promise<Properties> {
  const tags = Object.entries(await allTags(kind, name, context)).filter(
    ([tag]) => !tag.startsWith(systemTag),
  );
  return { Tags: tags.length ? Object.fromEntries(tags) : undefined };
}

async function allTags(
  kind: string,
  name: string,
  context: ResourceContext,
): Promise<Record<string, string>> {
  const reply = await glue(context, 'GetTags', { ResourceArn: arnOf(kind, name, context) });
  return reply['Tags'] as Record<string, string>;
}

function arnOf(kind: string, name: string, { stack }: ResourceContext): string {
  return `arn:aws:glue:${stack.id.split(':')[3] ?? ''}:${accountId}:${kind}/${name}`;
}
