import type { StoredObject } from '../../s3/objects.ts';
import { objectsOf, type Folder } from './folders.ts';
import { alike, majority, type ObjectSchema } from './objectSchema.ts';

/** One partition that a crawl found. */
export interface CrawledPartition {
  readonly values: readonly string[];
  readonly location: string;
  readonly schema: ObjectSchema;
  readonly objects: readonly StoredObject[];
}

/** One table that a crawl found. */
export interface CrawledTable {
  /** What it is named after: a folder, a bucket, or an object's name. */
  readonly source: string;
  readonly location: string;
  readonly schema: ObjectSchema;
  readonly objects: readonly StoredObject[];
  /** Partition keys; empty when the objects lie in the table's own folder. */
  readonly keys: readonly string[];
  readonly partitions: readonly CrawledPartition[];
}

/** The schemas of a folder's sampled objects. */
export type Samples = ReadonlyMap<Folder, ReadonlyMap<StoredObject, ObjectSchema>>;

/**
 * Groups a target's objects into tables as Glue does: a folder is one table when most of what lies below it is alike
 * and equally deep (then its subfolders are partitions); else each folder below is looked at by itself, and
 * unlike objects of one folder become a table each.
 */
export function groupIntoTables(folder: Folder, samples: Samples): CrawledTable[] {
  const whole = coherent(folder, samples);
  if (whole) return [asTable(folder, whole, samples)];
  const below = [...folder.folders.values()].flatMap((child) => groupIntoTables(child, samples));
  const own: Folder = { ...folder, folders: new Map() };
  const sampled = samples.get(folder) ?? new Map<StoredObject, ObjectSchema>();
  if (!folder.objects.length) return below;
  const together = majority([...sampled.values()]);
  if (together) {
    return [asTable(own, { depth: 0, schema: together }, new Map([[own, sampled]])), ...below];
  }
  const single = [...sampled].map(([object, schema]) => ({
    source: object.key.split('/').at(-1) ?? object.key,
    location: `s3://${object.bucket}/${object.key}`,
    schema,
    objects: [object],
    keys: [],
    partitions: [],
  }));
  return [...single, ...below];
}

interface Coherent {
  /** Levels of folders above the objects. */
  readonly depth: number;
  readonly schema: ObjectSchema;
}

/** What a folder's content has in common; undefined when it is no single table. */
function coherent(folder: Folder, samples: Samples): Coherent | undefined {
  if (!folder.folders.size) {
    const schema = majority([...(samples.get(folder)?.values() ?? [])]);
    return schema && { depth: 0, schema };
  }
  if (folder.objects.length) return undefined;
  const children = [...folder.folders.values()].map((child) => coherent(child, samples));
  const found = children.flatMap((child) => child ?? []);
  const depth = found[0]?.depth ?? 0;
  if (found.length < children.length || found.some((child) => child.depth !== depth)) return undefined;
  const schema = majority(found.map((child) => child.schema));
  return schema && { depth: depth + 1, schema };
}

function asTable(folder: Folder, { depth, schema }: Coherent, samples: Samples): CrawledTable {
  const table = { source: folder.name, location: folder.location, schema, objects: objectsOf(folder) };
  if (depth === 0) return { ...table, keys: [], partitions: [] };
  const leaves = leafPaths(folder, []);
  const keys = Array.from({ length: depth }, (_, level) =>
    keyOf(
      leaves.map(({ path }) => path[level] ?? ''),
      level,
    ),
  );
  const partitions = leaves.map(({ path, leaf }) => {
    const own = [...(samples.get(leaf)?.values() ?? [])].filter((each) => alike(schema, each));
    return {
      values: path.map((name, level) => (hive(keys[level]) ? valueOf(name) : name)),
      location: leaf.location,
      schema: majority(own) ?? schema,
      objects: leaf.objects,
    };
  });
  return { ...table, keys: keys.map((key) => key.name), partitions };
}

interface Key {
  readonly name: string;
  /** True when the folders name it themselves: `year=2026`. */
  readonly named: boolean;
}

const hive = (key: Key | undefined): boolean => key?.named ?? false;

/** The name of a level of folders: `k` when all are `k=v`, else `partition_N` with its level from 0. */
function keyOf(names: readonly string[], level: number): Key {
  const first = /^([^=]+)=/.exec(names[0] ?? '')?.[1];
  const named = first !== undefined && names.every((name) => name.startsWith(`${first}=`));
  return named ? { name: first.toLowerCase(), named } : { name: `partition_${level}`, named };
}

/** The value of `k=v`; Hive writes characters that a path may not have as %XX. */
function valueOf(name: string): string {
  const value = name.slice(name.indexOf('=') + 1);
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function leafPaths(folder: Folder, path: readonly string[]): { path: readonly string[]; leaf: Folder }[] {
  if (!folder.folders.size) return [{ path, leaf: folder }];
  return [...folder.folders].flatMap(([name, child]) => leafPaths(child, [...path, name]));
}
