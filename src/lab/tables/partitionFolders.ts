import type { LabAccount } from '../account.ts';
import type { Table } from '../ports/catalog.ts';

/** Folders of a bucket, below a prefix, that hold objects: `s3://bucket/a/b/` each, in order. */
export async function foldersWithObjects(
  account: LabAccount,
  bucket: string,
  prefix: string,
  signal?: AbortSignal,
): Promise<string[]> {
  const folders = new Set<string>();
  for await (const { key, size } of account.ports.buckets.objects(bucket, prefix, signal)) {
    if (size > 0) folders.add(`s3://${bucket}/${key.slice(0, key.lastIndexOf('/') + 1)}`);
  }
  return [...folders];
}

/** Folders with objects that are no partition of the table yet. */
export async function uncrawledFolders(
  account: LabAccount,
  table: Table,
  folders: readonly string[],
  signal?: AbortSignal,
): Promise<string[]> {
  const partitions = await account.ports.catalog.partitions(table.database, table.name, signal);
  const known = new Set(partitions.map(({ location }) => location.replace(/\/*$/, '/')));
  return folders.filter((folder) => !known.has(folder));
}
