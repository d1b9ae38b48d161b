import type { CatalogPartition, CatalogTable, Column } from '../../services/glue/catalog.ts';
import { parseS3Uri, type Objects, type StoredObject } from '../../services/s3/objects.ts';
import { identifier, quoted } from './engine.ts';
import { duckdbType } from './hiveTypes.ts';
import { readObjects } from './readObjects.ts';

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

/** Hive's name for the partition whose value is NULL. */
const nullPartition = '__HIVE_DEFAULT_PARTITION__';

export const tableScan: TableScan = (table, partitions, objects) => {
  const places = table.partitionKeys.length
    ? partitions.map(({ location, values }) => ({ location, values }))
    : [{ location: table.location, values: [] }];
  return scanOf(
    table,
    places.map(({ location, values }) => ({ values, objects: dataObjects(location, objects) })),
  );
};

/** As `tableScan`, over objects that are listed already: each group has its partition's values. */
export function scanOf(
  table: CatalogTable,
  groups: readonly { values: readonly string[]; objects: readonly StoredObject[] }[],
): string {
  const scans = groups
    .filter((group) => group.objects.length)
    .map((group) => {
      const keys = table.partitionKeys.map((key, index) => partitionColumn(key, group.values[index]));
      return `SELECT ${[...table.columns.map(({ name }) => identifier(name)), ...keys, '"$path"'].join(', ')} FROM (${readObjects(table, group.objects)})`;
    });
  return scans.length ? scans.join(' UNION ALL ') : noRows(table);
}

/**
 * The objects below a location that hold a table's rows: as Hive reads it, neither empty ones nor those with a
 * part of their name, below the location, that begins with `_` or `.`.
 */
export function dataObjects(location: string, objects: Objects): StoredObject[] {
  const place = parseS3Uri(location);
  if (!place || !objects.bucketExists(place.bucket)) return [];
  const prefix = place.key === '' || place.key.endsWith('/') ? place.key : `${place.key}/`;
  return objects
    .list(place.bucket, prefix)
    .filter(({ key, size }) => size > 0 && !/(^|\/)[_.]/.test(key.slice(prefix.length)));
}

function partitionColumn({ name, type }: Column, value: string | undefined): string {
  const literal = value === undefined || value === nullPartition ? 'NULL' : quoted(value);
  return `TRY_CAST(${literal} AS ${duckdbType(type)}) AS ${identifier(name)}`;
}

function noRows(table: CatalogTable): string {
  const columns = [...table.columns, ...table.partitionKeys].map(
    ({ name, type }) => `NULL::${duckdbType(type)} AS ${identifier(name)}`,
  );
  return `SELECT ${[...columns, 'NULL::VARCHAR AS "$path"'].join(', ')} WHERE false`;
}
