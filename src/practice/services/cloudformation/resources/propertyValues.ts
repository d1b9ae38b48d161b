import { AwsError } from '../../../awsError.ts';
import type { Properties } from './resourceType.ts';

/** A tag as templates have it. */
export interface TemplateTag {
  readonly Key: string;
  readonly Value: string;
}

/** A name given in the properties, else the generated one, cut in its middle to `longest` so that it stays unique. */
export function nameIn(properties: Properties, member: string, generated: string, longest: number): string {
  const given = properties[member];
  if (typeof given === 'string' && given !== '') return given;
  const random = generated.slice(generated.lastIndexOf('-'));
  return generated.slice(0, Math.min(longest, generated.length) - random.length).replace(/-+$/, '') + random;
}

/** Whether a truth value of a template holds, which it may also write as text. */
export function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

/** Texts of a list in the properties; none where it is not there. */
export function textsIn(properties: Properties, member: string): readonly string[] {
  return (properties[member] ?? []) as string[];
}

/** The tags in the properties. */
export function tagsIn({ Tags: tags = [] }: Properties): readonly TemplateTag[] {
  return tags as TemplateTag[];
}

/** Only the properties that are set. */
export function known(properties: Properties): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}

/** Of `defaults`, those of properties that were set before and are not any more: an update leaves what it is not told of. */
export function takenAway(before: Properties, properties: Properties, defaults: Properties): Properties {
  return Object.fromEntries(
    Object.entries(defaults).filter(([name]) => before[name] !== undefined && properties[name] === undefined),
  );
}

/** The tags that people set, in a resource's form; undefined where there are none. */
export function ownTags(
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] = [],
): TemplateTag[] | undefined {
  const own = tags.flatMap(({ Key = '', Value = '' }) => (Key.startsWith('aws:') ? [] : [{ Key, Value }]));
  return own.length ? own : undefined;
}

/** What a call gives; undefined where it fails with one of AWS's errors of that kind. */
export async function unless<T>(
  isExpected: (error: AwsError) => boolean,
  call: Promise<T>,
): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof AwsError && isExpected(error)) return undefined;
    throw error;
  }
}
