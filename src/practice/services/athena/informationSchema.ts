import { quoted } from '../../engines/duckdb/engine.ts';
import { trinoType } from '../../engines/sql/trinoTypes.ts';
import type { Catalog } from '../glue/catalog.ts';

/** The SELECT of a table of `information_schema`, from the account's own catalog; undefined for those it has not. */
export function informationSchema(name: string, catalog: Catalog): string | undefined {
  const tables = (): ReturnType<Catalog['tables']> =>
    catalog.databases().flatMap((database) => catalog.tables(database));
  switch (name) {
    case 'schemata':
      return values(
        ['catalog_name', 'schema_name'],
        catalog.databases().map((database) => ['awsdatacatalog', database]),
      );
    case 'tables':
      return values(
        ['table_catalog', 'table_schema', 'table_name', 'table_type'],
        tables().map((table) => [
          'awsdatacatalog',
          table.database,
          table.name,
          table.tableType === 'VIRTUAL_VIEW' ? 'VIEW' : 'BASE TABLE',
        ]),
      );
    case 'columns':
      return values(
        ['table_catalog', 'table_schema', 'table_name', 'column_name', 'ordinal_position', 'data_type'],
        tables().flatMap((table) =>
          [...table.columns, ...table.partitionKeys].map((column, index) => [
            'awsdatacatalog',
            table.database,
            table.name,
            column.name,
            index + 1,
            trinoType(column.type),
          ]),
        ),
      );
    default:
      return undefined;
  }
}

function values(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  if (!rows.length) return `SELECT ${columns.map((column) => `'' AS ${column}`).join(', ')} WHERE false`;
  const literals = rows.map(
    (row) =>
      `(${row.map((value) => (typeof value === 'number' ? String(value) : quoted(value))).join(', ')})`,
  );
  return `SELECT * FROM (VALUES ${literals.join(', ')}) AS listed(${columns.join(', ')})`;
}
