import { identifier, quoted, type Session } from '../../engines/duckdb/engine.ts';
import { duckdbType } from '../../engines/duckdb/hiveTypes.ts';
import { partitionFilters } from '../../engines/sql/partitionFilter.ts';
import { translated } from '../../engines/sql/query.ts';
import type { Tree } from '../../engines/sql/sqlLibrary.ts';
import type { CatalogPartition, CatalogTable } from '../glue/catalog.ts';

/** Those partitions of a table that a bound query may read rows of, told by what its WHERE says of the partition keys. */
export async function keptPartitions(
  tree: Tree,
  table: CatalogTable,
  partitions: readonly CatalogPartition[],
  session: Session,
): Promise<readonly CatalogPartition[]> {
  const keys = new Set(table.partitionKeys.map(({ name }) => name));
  const places = partitionFilters(tree, table, keys);
  if (!partitions.length || !places.length || places.some(({ conditions }) => !conditions.length)) {
    return partitions;
  }
  const kept = new Set<number>();
  for (const { alias, conditions } of places) {
    const where = await Promise.all(conditions.map(conditionSql));
    const { rows } = await session.query(
      `SELECT "$index" FROM (${listed(table, partitions)}) AS ${identifier(alias)} WHERE ${where.join(' AND ')}`,
    );
    for (const [index] of rows) kept.add(Number(index));
  }
  return partitions.filter((_, index) => kept.has(index));
}

/** A condition as DuckDB's SQL, in parentheses. */
async function conditionSql(condition: Tree): Promise<string> {
  return `(${(await translated(condition, 'SELECT ')).replace(/^SELECT /, '')})`;
}

function listed(table: CatalogTable, partitions: readonly CatalogPartition[]): string {
  const rows = partitions.map(({ values }, index) => {
    const keys = table.partitionKeys.map(({ type }, key) => {
      const value = values[key];
      const literal = value === undefined || value === '__HIVE_DEFAULT_PARTITION__' ? 'NULL' : quoted(value);
      return `TRY_CAST(${literal} AS ${duckdbType(type)})`;
    });
    return `(${[String(index), ...keys].join(', ')})`;
  });
  const names = ['"$index"', ...table.partitionKeys.map(({ name }) => identifier(name))];
  return `SELECT * FROM (VALUES ${rows.join(', ')}) AS listed(${names.join(', ')})`;
}
