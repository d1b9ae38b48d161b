import type { NormalizedSchema } from '@smithy/core/schema';
import { requiredMembers } from './model.ts';

/** One way in which a value does not fit a schema. */
export interface Difference {
  /** Member names, list places (from 0) and map keys, from the outside in. */
  readonly path: readonly (string | number)[];
  /** `unknown`: a member the model does not have; `missing`: a required one that is not there. */
  readonly problem: 'type' | 'unknown' | 'missing';
  /** For `type`: what the model wants there. */
  readonly expected?: Kind;
  readonly value?: unknown;
}

type Kind = 'structure' | 'list' | 'map' | 'timestamp' | 'boolean' | 'string' | 'number' | 'blob';
type Check = (value: unknown, path: (string | number)[], found: Difference[]) => void;

/** Every way in which a value does not fit a schema of an SDK client; empty when it fits. */
export function differences(schema: NormalizedSchema, value: unknown): Difference[] {
  const found: Difference[] = [];
  checkOf(schema)(value, [], found);
  return found;
}

/** A difference as a line for people: `Crawler.Targets.S3Targets.0.Pathh: no such member`. */
export function describe({ path, problem, expected, value }: Difference): string {
  const words = {
    type: `expected ${expected ?? 'another type'}, got ${kindOf(value)}`,
    unknown: 'no such member',
    missing: 'required',
  };
  return `${path.join('.') || 'the whole'}: ${words[problem]}`;
}

// Walking a schema costs more than walking a value (a batch has 500 records), so each is walked once.
const checks = new Map<unknown, Check>();

function checkOf(schema: NormalizedSchema): Check {
  const raw = schema.getSchema();
  const known = checks.get(raw);
  if (known) return known;
  // Structures may hold themselves: whoever asks while one is being made gets this way to it.
  checks.set(raw, (value, path, found) => checks.get(raw)?.(value, path, found));
  const made = makeCheck(schema);
  checks.set(raw, made);
  return made;
}

function makeCheck(schema: NormalizedSchema): Check {
  if (schema.isStructSchema()) return structureCheck(schema);
  if (schema.isListSchema()) return listCheck(checkOf(schema.getValueSchema()));
  if (schema.isMapSchema()) return mapCheck(checkOf(schema.getValueSchema()));
  if (schema.isTimestampSchema()) return plainCheck('timestamp', (value) => value instanceof Date);
  if (schema.isBooleanSchema()) return plainCheck('boolean', (value) => typeof value === 'boolean');
  if (schema.isStringSchema()) return plainCheck('string', isText);
  if (schema.isNumericSchema())
    return plainCheck('number', (value) => typeof value === 'number' || typeof value === 'bigint');
  if (schema.isBlobSchema())
    return plainCheck('blob', (value) => value instanceof Uint8Array || typeof value === 'string');
  return () => undefined;
}

/** The codec makes a String object of a member that holds JSON. */
function isText(value: unknown): boolean {
  return typeof value === 'string' || value instanceof String;
}

function plainCheck(expected: Kind, fits: (value: unknown) => boolean): Check {
  return (value, path, found) => {
    if (value === undefined || value === null || fits(value)) return;
    found.push({ path: [...path], problem: 'type', expected, value });
  };
}

function structureCheck(schema: NormalizedSchema): Check {
  const members = new Map([...schema.structIterator()].map(([name, member]) => [name, checkOf(member)]));
  const required = requiredMembers(schema);
  const fits = plainCheck('structure', isPlainObject);
  return (value, path, found) => {
    if (!isPlainObject(value)) return fits(value, path, found);
    for (const name in value) {
      const member = members.get(name);
      path.push(name);
      if (member) member(value[name], path, found);
      else found.push({ path: [...path], problem: 'unknown' });
      path.pop();
    }
    for (const name of required) {
      if (value[name] === undefined || value[name] === null)
        found.push({ path: [...path, name], problem: 'missing' });
    }
  };
}

function listCheck(item: Check): Check {
  const fits = plainCheck('list', Array.isArray);
  return (value, path, found) => {
    if (!Array.isArray(value)) return fits(value, path, found);
    for (let place = 0; place < value.length; place += 1) {
      path.push(place);
      item(value[place], path, found);
      path.pop();
    }
  };
}

function mapCheck(item: Check): Check {
  const fits = plainCheck('map', isPlainObject);
  return (value, path, found) => {
    if (!isPlainObject(value)) return fits(value, path, found);
    for (const key in value) {
      path.push(key);
      item(value[key], path, found);
      path.pop();
    }
  };
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return kindOf(value) === 'object';
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Date) return 'Date';
  if (value instanceof Uint8Array) return 'bytes';
  return typeof value;
}
