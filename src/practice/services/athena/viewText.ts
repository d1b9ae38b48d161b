import type { ResultColumn } from '../../engines/duckdb/engine.ts';
import { resultType } from '../../engines/sql/trinoTypes.ts';
import type { CatalogTable } from '../glue/catalog.ts';

const form = /^\/\* Presto View: ([A-Za-z0-9+/=]+) \*\/$/;

interface View {
  readonly originalSql: string;
  readonly schema?: string;
}

/** The query of a view and the database of its names, from the text that Athena keeps in the catalog. */
export function viewQuery(table: CatalogTable): { sql: string; database: string } {
  const encoded = form.exec(table.viewText?.trim() ?? '')?.[1];
  if (encoded === undefined) return { sql: table.viewText ?? '', database: table.database };
  const view = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')) as View;
  return { sql: view.originalSql, database: view.schema ?? table.database };
}

/** The text of a view as Athena keeps it: JSON in base64 in a comment. */
export function viewText(sql: string, database: string, columns: readonly ResultColumn[]): string {
  const view = {
    originalSql: sql,
    catalog: 'awsdatacatalog',
    schema: database,
    columns: columns.map(({ name, type }) => ({ name, type: resultType(type).name })),
  };
  return `/* Presto View: ${Buffer.from(JSON.stringify(view)).toString('base64')} */`;
}
