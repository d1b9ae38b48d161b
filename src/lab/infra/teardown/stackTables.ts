import type { LabAccount } from '../../account.ts';
import type { Table } from '../../ports/catalog.ts';
import type { StackResource } from '../../ports/stacks.ts';
import { parseS3Uri } from '../../s3/s3Uri.ts';
import { StageError } from '../../stage.ts';
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

/** Throws a StageError when there are foreign ones: Glue deletes a database with all of its tables, whosever they are. */
export function refuseForeignTables(stackName: string, { foreign }: StackTables): void {
  if (!foreign.length) return;
  const names = foreign.map(({ database, name }) => `${database}.${name}`).join(', ');
  throw new StageError(
    `Deleting the stack ${stackName} would delete tables that are not the lab's: ${names}. Nothing was changed.`,
    'Drop these tables, or make them anew in a database of your own, then do the same again.',
  );
}
