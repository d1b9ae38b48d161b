import { createHash } from 'node:crypto';
import type { Table } from '../../../store/store.ts';
import type { Properties, ResourceType } from './resourceType.ts';

/** What the account keeps of a resource that has no meaning in it, under its type and physical id. */
export interface RecordedResource {
  readonly properties: Properties;
}

/** A type whose resources are only written down: no service of the practice account knows them. */
export interface RecordedDefinition extends Pick<
  ResourceType,
  'type' | 'properties' | 'required' | 'replaces' | 'seconds'
> {
  /** The physical id as AWS would make it. */
  physicalId(properties: Properties, generated: string): string;
  attributes?(properties: Properties, physicalId: string): Readonly<Record<string, string>>;
}

/** The resource type of a definition: its resources lie in `records`, and their events say that there is no more to them. */
export function recordedType(definition: RecordedDefinition, records: Table<RecordedResource>): ResourceType {
  const { type } = definition;
  const keyOf = (physicalId: string) => `${type} ${physicalId}`;
  const keep = (physicalId: string, properties: Properties) => {
    records.set(keyOf(physicalId), { properties });
    return Promise.resolve();
  };
  return {
    ...definition,
    note: `Recorded only: the practice account has no ${type.split('::')[1] ?? type}.`,
    physicalId: (properties, generated) => definition.physicalId(properties, generated),
    create: keep,
    update: keep,
    delete: (physicalId) => {
      records.delete(keyOf(physicalId));
      return Promise.resolve();
    },
    read: (physicalId) => Promise.resolve(records.get(keyOf(physicalId))?.properties),
    attributes: (physicalId) =>
      definition.attributes?.(records.get(keyOf(physicalId))?.properties ?? {}, physicalId) ?? {},
  };
}

/** An id in EC2's form, `vpc-0123456789abcdef0`, always the same for the same text. */
export function ec2Id(prefix: string, text: string): string {
  return `${prefix}-0${hexOf(text).slice(0, 16)}`;
}

/** 64 hexadecimal digits made of a text. */
export function hexOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A property as text; empty when it is not there. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
