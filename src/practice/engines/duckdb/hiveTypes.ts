import { identifier } from './engine.ts';

const simple: Readonly<Record<string, string>> = {
  tinyint: 'TINYINT',
  smallint: 'SMALLINT',
  int: 'INTEGER',
  integer: 'INTEGER',
  bigint: 'BIGINT',
  long: 'BIGINT',
  float: 'FLOAT',
  real: 'FLOAT',
  double: 'DOUBLE',
  'double precision': 'DOUBLE',
  decimal: 'DECIMAL(10,0)',
  string: 'VARCHAR',
  varchar: 'VARCHAR',
  char: 'VARCHAR',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP',
  date: 'DATE',
  binary: 'BLOB',
  varbinary: 'BLOB',
};

/**
 * The DuckDB type of a Hive type (`bigint`, `decimal(10,2)`, `array<struct<a:int>>` …).
 * Throws an Error that names a type neither Hive nor this project knows.
 */
export function duckdbType(hive: string): string {
  const text = hive.trim().toLowerCase();
  const known = simple[text];
  if (known !== undefined) return known;
  const decimal = /^decimal\s*\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\)$/.exec(text);
  if (decimal) return `DECIMAL(${decimal[1] ?? '10'},${decimal[2] ?? '0'})`;
  if (/^(varchar|char)\s*\(\s*\d+\s*\)$/.test(text)) return 'VARCHAR';
  const nested = /^(array|map|struct)\s*<(.*)>$/s.exec(text);
  if (nested) return nestedType(nested[1] ?? '', splitOutside(nested[2] ?? ''));
  throw new Error(`The type ${hive} is not a Hive type.`);
}

function nestedType(kind: string, parts: readonly string[]): string {
  if (kind === 'array') return `${duckdbType(parts.join(','))}[]`;
  if (kind === 'map') return `MAP(${parts.map(duckdbType).join(', ')})`;
  const fields = parts.map((part) => {
    const at = part.indexOf(':');
    return `${identifier(part.slice(0, at).trim())} ${duckdbType(part.slice(at + 1))}`;
  });
  return `STRUCT(${fields.join(', ')})`;
}

/** Splits at commas that stand outside of brackets. */
export function splitOutside(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if ('<('.includes(character)) depth += 1;
    else if ('>)'.includes(character)) depth -= 1;
    else if (character === ',' && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)].map((part) => part.trim());
}
