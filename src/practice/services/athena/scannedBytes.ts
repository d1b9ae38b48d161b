import { quoted, type Session } from '../../engines/duckdb/engine.ts';
import type { Tree } from '../../engines/sql/sqlLibrary.ts';
import { hasNode, isTree, nameOf, visitNodes } from '../../engines/sql/walk.ts';
import type { CatalogTable } from '../glue/catalog.ts';
import type { StoredObject } from '../s3/objects.ts';

/**
 * The bytes that a query reads of a table: of text its whole objects, of Parquet the compressed pages of the columns
 * that the query names (all for `*`).
 */
export async function scannedBytes(
  tree: Tree,
  table: CatalogTable,
  objects: readonly StoredObject[],
  session: Session,
): Promise<number> {
  const whole = objects.reduce((sum, { size }) => sum + size, 0);
  if (table.format !== 'parquet' || !objects.length || hasNode(tree, (kind) => kind === 'star')) return whole;
  const columns = new Set<string>();
  visitNodes(tree, (kind, node) => {
    if (kind === 'column' && isTree(node['name'])) columns.add((nameOf(node['name']) ?? '').toLowerCase());
    // JOIN … USING names columns without more.
    if (kind !== 'column' && Array.isArray(node['using'])) {
      for (const each of node['using']) columns.add((nameOf(each) ?? '').toLowerCase());
    }
  });
  const names = [...columns].map(quoted);
  if (!names.length) return 0;
  const files = objects.map(({ path }) => quoted(path));
  const { rows } = await session.query(
    `SELECT coalesce(sum(total_compressed_size), 0) FROM parquet_metadata([${files.join(', ')}]) ` +
      `WHERE lower(split_part(path_in_schema, ', ', 1)) IN (${names.join(', ')})`,
  );
  return Number(rows[0]?.[0] ?? 0);
}
