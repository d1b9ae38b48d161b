import { channelModeOf } from '../event/xgboostImages.ts';
import { labFileNames } from '../files/labFileNames.ts';
import { labNames, patchedSql, type PatchedFile } from '../files/patchedFiles.ts';
import { readCtas } from '../patch/ctas.ts';
import type { CtasFacts } from '../patch/patchSql.ts';
import { parseS3Uri } from '../s3/s3Uri.ts';
import { StageError, type LabContext, type LabFiles } from '../stage.ts';
import type { Resources } from '../survey/resources.ts';

/** What the lab's CTAS makes: a table, and where its files lie. */
export interface SplitTable {
  /** The CTAS with this account's names, its hours, and the compression that the training image reads. */
  readonly file: PatchedFile;
  readonly database: string;
  readonly table: string;
  readonly bucket: string;
  /** Ends in `/`; `split=train/` and `split=validation/` follow. */
  readonly prefix: string;
}

/** Reads the lab's CTAS as it is to be run in this account. */
export async function readSplitTable(
  {
    account,
    event,
    files,
  }: Pick<LabContext, 'account' | 'event'> & { readonly files: Pick<LabFiles, 'read'> },
  resources: Resources,
  signal?: AbortSignal,
): Promise<SplitTable> {
  const names = labNames(event, resources);
  const facts = await readCtasFacts({ account, event }, resources, signal);
  const file = await patchedSql(files, labFileNames.split, names, facts);
  const ctas = readCtas(file.after);
  const location = parseS3Uri(ctas?.externalLocation?.value ?? '');
  if (!ctas || !location?.key) {
    throw new StageError(
      `${labFileNames.split} holds no CREATE TABLE AS SELECT with an external_location below a bucket (s3://bucket/folder/).`,
      "Give the query its external_location back, a folder of the published bucket, or take the lab's own file again.",
    );
  }
  return {
    file,
    database: ctas.database?.value ?? resources.curatedDatabase,
    table: ctas.table.value,
    bucket: location.bucket,
    prefix: location.key.replace(/\/*$/, '/'),
  };
}

/** What the lab's CTAS is fitted to in this account: the hours in the catalog, and what the training image reads. */
export async function readCtasFacts(
  { account, event }: Pick<LabContext, 'account' | 'event'>,
  resources: Resources,
  signal?: AbortSignal,
): Promise<CtasFacts> {
  const { catalog } = account.ports;
  const table = await catalog.table(
    resources.curatedDatabase,
    labNames(event, resources).curatedTable ?? '',
    signal,
  );
  const hourAt = table?.partitionKeys.findIndex(({ name }) => name === 'hour') ?? -1;
  const partitions = table && hourAt >= 0 ? await catalog.partitions(table.database, table.name, signal) : [];
  return {
    hours: partitions.map(({ values }) => values[hourAt] ?? ''),
    compression: channelModeOf(event.training.imageVersion).compression,
  };
}
