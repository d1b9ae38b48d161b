import { prices } from '../costs/prices.ts';
import { tableNameOf } from '../event/patterns.ts';
import { labNames, patchedSql } from '../files/patchedFiles.ts';
import { byteCount } from '../report/byteCount.ts';
import { dollars, wholeNumber } from '../report/format.ts';
import { parseS3Uri } from '../s3/s3Uri.ts';
import { StageError, type LabContext } from '../stage.ts';
import { requireResources, type Resources } from '../survey/resources.ts';
import { executeQuery, requireSucceeded } from '../tables/runQuery.ts';
import { readNumberColumns, type NumberColumns } from './numberColumns.ts';

/** What the curated table is found and read with. */
export type CuratedContext = Pick<LabContext, 'account' | 'event' | 'files'>;

/** The rows of a small result, by their columns' names. */
export type NamedRows = readonly Readonly<Record<string, string | undefined>>[];

/** The curated table, as Athena reads it. */
export interface CuratedTable {
  readonly database: string;
  readonly name: string;
  /** The query of one of the lab's files, with this account's names. Throws a StageError where a column of it is missing. */
  ask(file: string, columns: readonly string[], signal: AbortSignal): Promise<NamedRows>;
  /**
   * Columns of one data set, all of numbers, in the order of engines and cycles.
   * @param rows how many there are likely to be.
   */
  numbers(
    filename: string,
    columns: readonly string[],
    rows: number,
    signal: AbortSignal,
  ): Promise<NumberColumns>;
  /** What reading it has taken so far, in words. */
  spent(): string;
}

/** Finds the curated table; `table` is undefined while the catalog has none of the name. */
export async function findCuratedTable(
  context: CuratedContext,
  signal: AbortSignal,
): Promise<{ readonly wanted: string; readonly table: CuratedTable | undefined }> {
  const { account, event } = context;
  const resources = await requireResources(account, event, signal);
  const wanted = tableNameOf(resources.curatedBucket);
  const found = await account.ports.catalog.table(resources.curatedDatabase, wanted, signal);
  return { wanted, table: found && openCuratedTable(context, resources, wanted) };
}

function openCuratedTable(
  { account, event, files }: CuratedContext,
  resources: Resources,
  name: string,
): CuratedTable {
  const { queries, buckets } = account.ports;
  const where = { database: resources.curatedDatabase, output: resources.queryResultsBucket };
  const spent = { queries: 0, bytes: 0, billed: 0 };
  const run = async (sql: string, signal: AbortSignal) => {
    const query = await executeQuery(account, sql, where, signal);
    requireSucceeded(query, sql);
    spent.queries += 1;
    spent.bytes += query.scannedBytes;
    spent.billed += Math.max(query.scannedBytes, prices.athena.leastBytes);
    return query;
  };
  return {
    database: resources.curatedDatabase,
    name,
    ask: async (file, columns, signal) => {
      const { after } = await patchedSql(files, file, labNames(event, resources));
      const { id } = await run(after, signal);
      const result = await queries.result(id, signal);
      const missing = columns.filter((column) => !result.columns.includes(column));
      if (missing.length) {
        throw new StageError(
          `The query in ${file} gives no column called ${missing.join(' or ')}.`,
          "Give the query its columns back, or take the lab's own file again.",
        );
      }
      return result.rows.map((row) =>
        Object.fromEntries(result.columns.map((column, index) => [column, row[index]])),
      );
    },
    numbers: async (filename, columns, rows, signal) => {
      const from = `${quotedName(where.database)}.${quotedName(name)}`;
      const { output } = await run(
        `SELECT ${columns.join(', ')}\nFROM ${from}\nWHERE filename = ${quotedText(filename)}\nORDER BY unit_number, cycle`,
        signal,
      );
      // GetQueryResults gives a thousand rows a request; S3 gives all of them in one.
      const place = parseS3Uri(output);
      if (!place) throw new Error(`Athena names no result in S3, but "${output}".`);
      return readNumberColumns(await buckets.open(place.bucket, place.key, signal), rows);
    },
    spent: () => {
      const times = `${wholeNumber(spent.queries)} ${spent.queries === 1 ? 'query' : 'queries'}`;
      const cost =
        account.kind === 'aws' ? `, about ${dollars((spent.billed * prices.athena.perTB) / 1e12)}` : '';
      return `${times}, ${byteCount(spent.bytes)} scanned${cost}`;
    },
  };
}

const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const quotedText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
