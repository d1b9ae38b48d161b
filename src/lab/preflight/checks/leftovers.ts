import type { Table } from '../../ports/catalog.ts';
import { matchesPattern, tableNameOf } from '../../event/patterns.ts';
import { channelModeOf } from '../../event/xgboostImages.ts';
import { foldersWithObjects } from '../../tables/partitionFolders.ts';
import { readSplitTable } from '../../tables/splitTable.ts';
import type { Finding } from '../finding.ts';
import type { PreflightCheck } from '../preflightCheck.ts';
import type { PreflightContext } from '../preflightContext.ts';

/** No data of others, or of an earlier event, is in the way of the lab's own. */
export const leftovers: PreflightCheck = {
  title: 'Data in the way',
  stage: 'publish',
  run: async (context) => {
    const found = await Promise.all([
      strangeSubmissions(context),
      strangeHours(context),
      splitFolder(context),
      takenTables(context),
    ]);
    return found.flat();
  },
};

/** Objects where the stream delivers that it did not write. */
async function strangeSubmissions({ account, known, signal }: PreflightContext): Promise<Finding[]> {
  const { name, bucket, prefix } = await known.stream();
  const strange: string[] = [];
  for await (const { key } of account.ports.buckets.objects(bucket, prefix, signal)) {
    const file = key.slice(key.lastIndexOf('/') + 1);
    if (file && !file.startsWith(`${name}-`)) strange.push(key);
  }
  if (!strange.length) return [];
  return [
    {
      level: 'problem',
      what: `${objectsText(strange, bucket)} not written by the delivery stream ${name}.`,
      why: 'The crawler and the job read everything there: rows would be too many, and "Publish Data" does not pass.',
      stage: 'publish',
      fix: 'Delete them, or reset "Publish Data", which empties the folder.',
    },
  ];
}

/** Rows of hours in which no line was delivered: another event's, or ones that were emptied since. */
async function strangeHours({ account, known, signal }: PreflightContext): Promise<Finding[]> {
  const { bucket, prefix } = await known.stream();
  const curatedBucket = await known.name('curatedBucket');
  const [delivered, curated] = await Promise.all([
    foldersWithObjects(account, bucket, prefix, signal),
    foldersWithObjects(account, curatedBucket, '', signal),
  ]);
  const hours = new Set(delivered.map((folder) => hourOf(folder, `s3://${bucket}/${prefix}`)));
  const strange = curated.filter((folder) => {
    const hour = hourOf(folder, `s3://${curatedBucket}/`);
    return /^\d+\/\d+\/\d+\/\d+$/.test(hour) && !hours.has(hour);
  });
  if (!strange.length) return [];
  return [
    {
      level: 'warning',
      what: `The curated bucket holds rows of hours in which no line was delivered: ${strange.join(', ')}.`,
      why: 'They are not of the lines that are there now. "Run Glue ETL" deletes them; who starts the job by hand gets its rows beside them.',
      stage: 'runEtl',
      fix: 'Reset "Run Glue ETL", which empties the bucket, or leave it to the stage.',
    },
  ];
}

/** `2025/01/31/08`, of a folder by date as Firehose names it or as Hive does. */
const hourOf = (folder: string, root: string): string =>
  folder
    .slice(root.length)
    .replace(/\/$/, '')
    .replaceAll(/(?:year|month|day|hour)=/g, '');

/** What lies where the CTAS is to write. */
async function splitFolder(context: PreflightContext): Promise<Finding[]> {
  const { account, event, files, known, signal } = context;
  const names = await known.names();
  const { database, table, bucket, prefix } = await readSplitTable({ account, event, files }, names, signal);
  const there = await account.ports.catalog.table(database, table, signal);
  const keys: string[] = [];
  for await (const { key } of account.ports.buckets.objects(bucket, prefix, signal)) keys.push(key);
  if (!keys.length) return [];
  if (!there) {
    return [
      {
        level: 'warning',
        what: `${objectsText(keys, bucket)} where the split writes, and there is no table ${database}.${table}.`,
        why: 'Athena refuses a CREATE TABLE AS SELECT over them (HIVE_PATH_ALREADY_EXISTS). The stage empties the folder first; in the console the query fails.',
        stage: 'split',
        fix: `Delete what lies in s3://${bucket}/${prefix}, or leave it to the stage.`,
      },
    ];
  }
  const { imageVersion } = event.training;
  const { compression, inputMode } = channelModeOf(imageVersion);
  const gzipped = keys.filter((key) => key.endsWith('.gz')).length;
  if (gzipped === (compression === 'Gzip' ? keys.length : 0)) return [];
  return [
    {
      level: 'problem',
      what: `The split holds ${gzipped ? 'gzipped' : 'plain'} CSV, and image ${imageVersion} reads ${compression === 'Gzip' ? 'gzipped' : 'plain'} CSV in ${inputMode} mode.`,
      why: 'The rows were split for another version of the image: a training job on them fails, or learns nonsense.',
      stage: 'train',
      fix: 'Run "Create Training and Validation Sets" again: it writes what this image reads.',
    },
  ];
}

/** Tables that have the lab's names and are of other data. */
async function takenTables(context: PreflightContext): Promise<Finding[]> {
  const { account, event, files, known, signal } = context;
  const names = await known.names();
  const { catalog } = account.ports;
  const stream = await known.stream();
  const target = await readSplitTable({ account, event, files }, names, signal);
  const [submissions, curated, split] = await Promise.all([
    catalog.tables(names.submissionsDatabase, signal),
    catalog.table(names.curatedDatabase, tableNameOf(names.curatedBucket), signal),
    catalog.table(target.database, target.table, signal),
  ]);
  const taken = (table: Table, wanted: string, stage: Finding['stage']): Finding[] => {
    if (withSlash(table.location) === withSlash(wanted)) return [];
    return [
      {
        level: 'problem',
        what: `The table ${table.database}.${table.name} is one over ${table.location || 'no place'}, not over ${wanted}.`,
        why: 'Its name is the one that the lab needs: a crawler then gives its own table another name, and a CREATE TABLE fails.',
        stage,
        fix: `Drop the table ${table.database}.${table.name}, if nobody needs it; its data stays.`,
      },
    ];
  };
  return [
    ...submissions
      .filter(({ name }) => matchesPattern(event.patterns.submissionsTable, name))
      .flatMap((table) => taken(table, `s3://${stream.bucket}/${stream.prefix}`, 'crawlSubmissions')),
    ...(curated ? taken(curated, `s3://${names.curatedBucket}/`, 'crawlCurated') : []),
    ...(split ? taken(split, `s3://${target.bucket}/${target.prefix}`, 'split') : []),
  ];
}

const withSlash = (location: string): string => location.replace(/\/*$/, '/');

/** `3 objects (a, b, c …) in the bucket x are`. */
function objectsText(keys: readonly string[], bucket: string): string {
  const some = `${keys.slice(0, 3).join(', ')}${keys.length > 3 ? ' …' : ''}`;
  return keys.length === 1
    ? `The object ${some} in the bucket ${bucket} is`
    : `${keys.length} objects (${some}) in the bucket ${bucket} are`;
}
