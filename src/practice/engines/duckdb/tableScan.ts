import type { CatalogPartition, CatalogTable } from '../../services/glue/catalog.ts';
import type { Objects } from '../../services/s3/objects.ts';

/**
 * The SELECT that reads a catalog table in DuckDB: the objects below its location (or below each of `partitions`),
 * listed by path, columns by the catalog's names and types, partition values from the catalog as strings, and the
 * hidden column `$path` with each row's S3 URI. A table without objects gives no rows but its columns.
 */
export type TableScan = (
  table: CatalogTable,
  partitions: readonly CatalogPartition[],
  objects: Objects,
) => string;
