import type { NormalizedSchema } from '@smithy/core/schema';

/**
 * Compares a value with a schema of an SDK client. Returns one line for each difference: a member the model does
 * not have, a type that is another, a required member that is missing. Empty when the value fits.
 */
export function differences(schema: NormalizedSchema, value: unknown, path = '$'): string[] {
  if (value === undefined || value === null) return [];
  const found: string[] = [];
  collect(schema, value, path, found);
  return found;
}

function collect(schema: NormalizedSchema, value: unknown, path: string, found: string[]): void {
  if (value === undefined || value === null) return;
  const expected = (kind: string) => void found.push(`${path}: expected ${kind}, got ${kindOf(value)}`);
  if (schema.isStructSchema()) {
    if (kindOf(value) !== 'object') expected('structure');
    else collectMembers(schema, value as Record<string, unknown>, path, found);
  } else if (schema.isListSchema()) {
    if (!Array.isArray(value)) return expected('list');
    const item = schema.getValueSchema();
    value.forEach((each, index) => collect(item, each, `${path}[${index}]`, found));
  } else if (schema.isMapSchema()) {
    if (kindOf(value) !== 'object') return expected('map');
    const item = schema.getValueSchema();
    for (const [key, each] of Object.entries(value)) collect(item, each, `${path}{${key}}`, found);
  } else if (schema.isTimestampSchema()) {
    if (!(value instanceof Date)) expected('Date');
  } else if (schema.isBooleanSchema()) {
    if (typeof value !== 'boolean') expected('boolean');
  } else if (schema.isStringSchema()) {
    if (typeof value !== 'string') expected('string');
  } else if (schema.isNumericSchema()) {
    if (typeof value !== 'number' && typeof value !== 'bigint') expected('number');
  } else if (schema.isBlobSchema()) {
    if (!(value instanceof Uint8Array) && typeof value !== 'string') expected('bytes');
  }
}

function collectMembers(
  schema: NormalizedSchema,
  value: Record<string, unknown>,
  path: string,
  found: string[],
): void {
  const members = new Map(schema.structIterator());
  for (const [name, each] of Object.entries(value)) {
    const member = members.get(name);
    if (member) collect(member, each, `${path}.${name}`, found);
    else found.push(`${path}.${name}: no such member of ${schema.getName() ?? 'the structure'}`);
  }
  for (const name of requiredMembers(schema)) {
    if (value[name] === undefined) found.push(`${path}.${name}: required`);
  }
}

/** The members a structure must have: a static schema lists them first and says how many there are. */
function requiredMembers(schema: NormalizedSchema): string[] {
  const raw = schema.getSchema() as unknown as { 4?: string[]; 6?: number };
  return (raw[4] ?? []).slice(0, raw[6] ?? 0);
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  if (value instanceof Date) return 'Date';
  if (value instanceof Uint8Array) return 'bytes';
  return typeof value;
}
