/** A Hive type as a crawler infers it; `unknown` until a value is seen. */
export type HiveType =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'scalar'; readonly name: string }
  | { readonly kind: 'array'; readonly item: HiveType }
  | { readonly kind: 'struct'; readonly fields: ReadonlyMap<string, HiveType> };

/** A column of an inferred schema. */
export interface InferredColumn {
  readonly name: string;
  readonly type: HiveType;
}

export const unknown: HiveType = { kind: 'unknown' };
const scalars = new Map<string, HiveType>();

/** The scalar type of that name. */
export function scalar(name: string): HiveType {
  const known = scalars.get(name);
  if (known) return known;
  const type: HiveType = { kind: 'scalar', name };
  scalars.set(name, type);
  return type;
}

const widths: Readonly<Record<string, number>> = { tinyint: 1, smallint: 2, int: 3, bigint: 4 };
const inexact: Readonly<Record<string, number>> = { float: 1, double: 2 };

/** The narrowest type that holds the values of both; string when nothing else does. */
export function mergeTypes(a: HiveType, b: HiveType): HiveType {
  if (a === b || b.kind === 'unknown') return a;
  if (a.kind === 'unknown') return b;
  if (a.kind === 'array' && b.kind === 'array') {
    return { kind: 'array', item: mergeTypes(a.item, b.item) };
  }
  if (a.kind === 'struct' && b.kind === 'struct') {
    const fields = new Map(a.fields);
    for (const [name, type] of b.fields) fields.set(name, mergeTypes(fields.get(name) ?? unknown, type));
    return { kind: 'struct', fields };
  }
  if (a.kind === 'scalar' && b.kind === 'scalar') return mergeScalars(a.name, b.name);
  return scalar('string');
}

function mergeScalars(a: string, b: string): HiveType {
  if (a === b) return scalar(a);
  const [wholeA, wholeB] = [widths[a], widths[b]];
  if (wholeA !== undefined && wholeB !== undefined) return scalar(wholeA > wholeB ? a : b);
  const isNumber = (name: string): boolean => name in widths || name in inexact;
  return scalar(isNumber(a) && isNumber(b) ? 'double' : 'string');
}

/** A type as the catalog writes it; a column in which no value was seen is a string. */
export function typeText(type: HiveType): string {
  switch (type.kind) {
    case 'unknown':
      return 'string';
    case 'scalar':
      return type.name;
    case 'array':
      return `array<${typeText(type.item)}>`;
    case 'struct': {
      const fields = [...type.fields].map(([name, each]) => `${name.toLowerCase()}:${typeText(each)}`);
      return `struct<${fields.join(',')}>`;
    }
  }
}

/** Whether two columns could be one: of equal type, both numbers, or one of them without values. */
export function compatible(a: HiveType, b: HiveType): boolean {
  if (a.kind === 'unknown' || b.kind === 'unknown') return true;
  if (a.kind !== b.kind) return false;
  if (a.kind !== 'scalar') return true;
  return typeText(a) === typeText(b) || typeText(mergeTypes(a, b)) !== 'string';
}
