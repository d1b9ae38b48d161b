import { mergeTypes, scalar, unknown, type HiveType, type InferredColumn } from './hiveType.ts';

/** The schema of JSON lines; undefined unless each line is a JSON object. */
export function jsonSchema(
  lines: readonly string[],
): { columns: readonly InferredColumn[]; records: number } | undefined {
  let merged: HiveType = unknown;
  for (const line of lines) {
    if (!line.trimStart().startsWith('{')) return undefined;
    try {
      merged = mergeTypes(merged, typeOf(JSON.parse(line)));
    } catch {
      return undefined;
    }
  }
  if (merged.kind !== 'struct') return undefined;
  const columns = [...merged.fields].map(([name, type]) => ({ name: name.toLowerCase(), type }));
  return { columns, records: lines.length };
}

function typeOf(value: unknown): HiveType {
  if (value === null || value === undefined) return unknown;
  if (Array.isArray(value)) {
    return { kind: 'array', item: value.map(typeOf).reduce(mergeTypes, unknown) };
  }
  switch (typeof value) {
    case 'object':
      return {
        kind: 'struct',
        fields: new Map(Object.entries(value).map(([name, each]) => [name, typeOf(each)])),
      };
    case 'boolean':
      return scalar('boolean');
    case 'number':
      if (!Number.isInteger(value)) return scalar('double');
      return scalar(Math.abs(value) < 2 ** 31 ? 'int' : 'bigint');
    default:
      return scalar('string');
  }
}
