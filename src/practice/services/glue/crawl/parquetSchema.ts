import type { Engine } from '../../../engines/duckdb/engine.ts';
import { scalar, type InferredColumn } from './hiveType.ts';

/** Columns and rows of a Parquet file, from its footer. */
export async function parquetSchema(
  file: string,
  engine: Engine,
): Promise<{ columns: readonly InferredColumn[]; records: number }> {
  const session = await engine.session();
  try {
    const path = `'${file.replaceAll("'", "''")}'`;
    const described = await session.query(
      `DESCRIBE SELECT * FROM read_parquet(${path}, hive_partitioning=false)`,
    );
    const counted = await session.query(`SELECT sum(num_rows) FROM parquet_file_metadata(${path})`);
    return {
      columns: described.rows.map(([name, type]) => ({
        name: String(name).toLowerCase(),
        type: scalar(hiveTypeOf(String(type))),
      })),
      records: Number(counted.rows[0]?.[0] ?? 0),
    };
  } finally {
    session.close();
  }
}

const plain: Readonly<Record<string, string>> = {
  BOOLEAN: 'boolean',
  TINYINT: 'tinyint',
  SMALLINT: 'smallint',
  INTEGER: 'int',
  BIGINT: 'bigint',
  UTINYINT: 'smallint',
  USMALLINT: 'int',
  UINTEGER: 'bigint',
  UBIGINT: 'decimal(20,0)',
  FLOAT: 'float',
  DOUBLE: 'double',
  VARCHAR: 'string',
  BLOB: 'binary',
  DATE: 'date',
  TIME: 'string',
};

/** The Hive type of a DuckDB type, nested ones too. */
export function hiveTypeOf(duckdb: string): string {
  const type = duckdb.trim();
  const list = /^(.*)\[\d*\]$/s.exec(type);
  if (list) return `array<${hiveTypeOf(list[1] ?? '')}>`;
  const nested = /^(STRUCT|MAP)\((.*)\)$/s.exec(type);
  if (nested) {
    const parts = splitParts(nested[2] ?? '');
    if (nested[1] === 'MAP') return `map<${parts.map(hiveTypeOf).join(',')}>`;
    const fields = parts.map((part) => {
      const [, name = '', each = ''] = /^("(?:[^"]|"")*"|\S+)\s+(.*)$/s.exec(part) ?? [];
      return `${name.replace(/^"(.*)"$/s, '$1').toLowerCase()}:${hiveTypeOf(each)}`;
    });
    return `struct<${fields.join(',')}>`;
  }
  if (type.startsWith('TIMESTAMP')) return 'timestamp';
  if (type.startsWith('DECIMAL')) return type.toLowerCase().replaceAll(' ', '');
  return plain[type] ?? 'string';
}

/** The parts of `A, B(C, D), E` at its commas outside of parentheses. */
function splitParts(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === ',' && depth === 0) {
      parts.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  return [...parts, text.slice(start).trim()];
}
