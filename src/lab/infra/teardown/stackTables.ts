import type { LabAccount } from '../../account.ts';
import type { Table } from '../../ports/catalog.ts';
import type { StackResource } from '../../ports/stacks.ts';
import { parseS3Uri } from '../../s3/s3Uri.ts';
import { stackNames } from './stackNames.ts';

/** The tables of a stack's databases. */
export interface StackTables {
  /** Those over files in the stack's own buckets: crawlers and the lab's queries made them. */
  readonly own: readonly Table[];
  /** All others. Deleting their database would delete them as well. */
  readonly foreign: readonly Table[];
}

/** Looks through the stack's databases. */
export async function findStackTables(
  { ports: { catalog } }: LabAccount,
  resources: readonly StackResource[],
  signal?: AbortSignal,
): Promise<StackTables> {
  const buckets = new Set(stackNames(resources, 'AWS::S3::Bucket'));
  const databases = stackNames(resources, 'AWS::Glue::Database');
  const tables = (await Promise.all(databases.map((name) => catalog.tables(name, signal)))).flat();
  const isOwn = ({ location }: Table): boolean => buckets.has(parseS3Uri(location)?.bucket ?? '');
  return { own: tables.filter(isOwn), foreign: tables.filter((table) => !isOwn(table)) };
}
