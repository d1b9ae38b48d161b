import { splitTypes, structFields } from './structFields.ts';

/** A type as Athena's result metadata tells it. */
export interface ResultType {
  /** The type's base name: `varchar`, `decimal`, `array` … */
  readonly name: string;
  readonly precision: number;
  readonly scale: number;
  readonly caseSensitive: boolean;
}

const maxVarchar = 2_147_483_647;

const simple: Readonly<Record<string, readonly [name: string, precision: number, hive: string]>> = {
  BOOLEAN: ['boolean', 0, 'boolean'],
  TINYINT: ['tinyint', 3, 'tinyint'],
  SMALLINT: ['smallint', 5, 'smallint'],
  UTINYINT: ['smallint', 5, 'smallint'],
  INTEGER: ['integer', 10, 'int'],
  USMALLINT: ['integer', 10, 'int'],
  BIGINT: ['bigint', 19, 'bigint'],
  UINTEGER: ['bigint', 19, 'bigint'],
  UBIGINT: ['bigint', 19, 'bigint'],
  // Sums of integers: bigint on Athena.
  HUGEINT: ['bigint', 19, 'bigint'],
  UHUGEINT: ['bigint', 19, 'bigint'],
  FLOAT: ['float', 17, 'float'],
  DOUBLE: ['double', 17, 'double'],
  DATE: ['date', 0, 'date'],
  TIME: ['time', 3, 'string'],
  TIMESTAMP: ['timestamp', 3, 'timestamp'],
  TIMESTAMP_S: ['timestamp', 3, 'timestamp'],
  TIMESTAMP_MS: ['timestamp', 3, 'timestamp'],
  TIMESTAMP_NS: ['timestamp', 3, 'timestamp'],
  'TIMESTAMP WITH TIME ZONE': ['timestamp with time zone', 3, 'timestamp'],
  BLOB: ['varbinary', 1_073_741_824, 'binary'],
  UUID: ['uuid', 0, 'string'],
  JSON: ['json', 0, 'string'],
  INTERVAL: ['interval day to second', 0, 'string'],
};

/** A DuckDB type as Athena's result metadata has it. */
export function resultType(duckdb: string): ResultType {
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(duckdb);
  if (decimal) {
    return {
      name: 'decimal',
      precision: Number(decimal[1]),
      scale: Number(decimal[2]),
      caseSensitive: false,
    };
  }
  if (duckdb === 'VARCHAR') return { name: 'varchar', precision: maxVarchar, scale: 0, caseSensitive: true };
  const [name, precision] = simple[duckdb] ?? [nestedName(duckdb), 0];
  return { name, precision, scale: 0, caseSensitive: false };
}

function nestedName(duckdb: string): string {
  if (duckdb.endsWith(']')) return 'array';
  if (duckdb.startsWith('MAP(')) return 'map';
  return duckdb.startsWith('STRUCT(') ? 'row' : 'varchar';
}

/** A DuckDB type as Hive writes it in the catalog. */
export function hiveType(duckdb: string): string {
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(duckdb);
  if (decimal) return `decimal(${decimal[1] ?? ''},${decimal[2] ?? ''})`;
  if (duckdb.endsWith('[]')) return `array<${hiveType(duckdb.slice(0, -2))}>`;
  if (duckdb.startsWith('MAP(')) {
    return `map<${splitTypes(duckdb.slice('MAP('.length, -1)).map(hiveType).join(',')}>`;
  }
  if (duckdb.startsWith('STRUCT(')) {
    const fields = structFields(duckdb).map(({ name, type }) => `${name}:${hiveType(type)}`);
    return `struct<${fields.join(',')}>`;
  }
  return simple[duckdb]?.[2] ?? 'string';
}

/** A Hive type as Trino writes it: `varchar`, `array(integer)`. */
export function trinoType(hive: string): string {
  return hive
    .replace(/\bstring\b/g, 'varchar')
    .replace(/\bint\b/g, 'integer')
    .replace(/\bfloat\b/g, 'real')
    .replace(/\bbinary\b/g, 'varbinary')
    .replace(/\bstruct</g, 'row(')
    .replace(/\b(array|map)</g, '$1(')
    .replace(/>/g, ')')
    .replace(/:/g, ' ');
}
