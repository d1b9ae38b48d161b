import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '../../clock.ts';
import { identifier, quoted, type Engine, type Session } from '../../engines/duckdb/engine.ts';
import { dataObjects, scanOf } from '../../engines/duckdb/tableScan.ts';
import { analysisError, SparkError } from '../../engines/spark/sparkError.ts';
import type { SparkHost } from '../../engines/spark/sparkEngine.ts';
import type { Store } from '../../store/store.ts';
import { parseS3Uri, type Objects } from '../s3/objects.ts';
import type { RunBookmark } from './bookmarks.ts';
import type { Catalog, CatalogTable } from './catalog.ts';
import { jobMacros } from './jobMacros.ts';
import { objectsBelow, scanFiles, type FilesRequest } from './jobScans.ts';
import { writeRows, type WriteRequest } from './jobWrites.ts';
import { partitionFilter } from './partitionFilter.ts';

/** What a run's data stands on. */
export interface JobDataSources {
  readonly engine: Engine;
  readonly objects: Objects;
  readonly catalog: Catalog;
  readonly bookmark: RunBookmark;
  readonly clock: Clock;
  readonly store: Store;
}

/** A relation that is ready to be read: its name, and its columns with their types' names. */
interface Scan {
  readonly relation: string;
  readonly columns: readonly (readonly [name: string, type: string])[];
}

type Answer = (input: never) => Promise<unknown>;

/** The data side of one job run: what its script's reads and writes do. `close` ends what still runs. */
export async function createJobData(sources: JobDataSources): Promise<SparkHost & { close(): void }> {
  const { engine, objects, catalog, bookmark, store } = sources;
  const session = await engine.session();
  const scratch = path.join(store.subfolder('scratch'), `job-${randomUUID()}`);
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  for (const macro of jobMacros) await session.run(macro);
  let relations = 0;
  const named = (): string => `relation_${(relations += 1)}`;

  const view = async (sql: string): Promise<Scan> => {
    const relation = named();
    await session.run(`CREATE TEMP VIEW ${relation} AS ${sql}`);
    const { rows } = await session.query(`DESCRIBE ${relation}`);
    return { relation, columns: rows.map(([name, type]) => [String(name), String(type)] as const) };
  };
  const tableOf = (database: string, name: string): CatalogTable | undefined =>
    catalog.table(database.toLowerCase(), name.toLowerCase());
  const scanTable = (table: CatalogTable, context: string, predicate: string): Promise<Scan> => {
    const sql = scanOf(table, groupsOf(table, context, predicate, sources));
    return view(`SELECT * EXCLUDE ("$path") FROM (${sql})`);
  };

  const answers: Readonly<Record<string, Answer>> = {
    rows: async ({ sql }: { sql: string }) => {
      await mustSelect(sql, session);
      return (await session.query(sql)).rows;
    },
    materialise: async ({ sql }: { sql: string }) => {
      await mustSelect(sql, session);
      const name = named();
      await session.run(`CREATE TEMP TABLE ${name} AS ${sql}`);
      return name;
    },
    load: (input: { types: string[]; rows: (string | null)[][] }) =>
      loadRows(input, named(), scratch, session),
    catalogTable: async (input: { database: string; name: string; context: string; predicate: string }) => {
      const table = tableOf(input.database, input.name);
      if (!table) throw entityNotFound(input.database, input.name, catalog);
      return scanTable(table, input.context, input.predicate);
    },
    table: async ({ database, name }: { database: string; name: string }) => {
      const table = tableOf(database, name);
      if (table) return scanTable(table, '', '');
      throw analysisError(
        `[TABLE_OR_VIEW_NOT_FOUND] The table or view ${database === 'default' ? '' : `\`${database}\`.`}\`${name}\` cannot be found. Verify the spelling and correctness of the schema and catalog.`,
      );
    },
    files: async (input: FilesRequest & { context?: string }) => {
      const found = objectsBelow(input.paths, objects);
      const { context } = input;
      const all = found.map(({ object }) => object);
      const fresh = context === undefined ? all : bookmark.fresh(context, all);
      const kept = found.filter(({ object }) => fresh.includes(object));
      const sql = await scanFiles(input, kept.length ? kept : found, session);
      return view(kept.length ? sql : `SELECT * FROM (${sql}) WHERE false`);
    },
    write: async (input: WriteRequest) => {
      await mustSelect(input.sql, session);
      await writeRows(input, { session, objects, scratch });
    },
    writeTable: async (input: Pick<WriteRequest, 'sql' | 'columns'> & { database: string; name: string }) => {
      const table = tableOf(input.database, input.name);
      if (!table) throw entityNotFound(input.database, input.name, catalog);
      if (table.format === 'unsupported')
        throw new SparkError('NotImplemented', `the format of table ${table.name}`);
      await mustSelect(input.sql, session);
      const { sql, columns } = input;
      const keys = table.partitionKeys.map(({ name }) => name);
      const separator = table.csv?.delimiter;
      const options: Record<string, string> = separator === undefined ? {} : { sep: separator };
      await writeRows(
        {
          sql,
          columns,
          path: table.location,
          format: table.format,
          mode: 'append',
          partitionKeys: keys,
          options,
          writer: 'glue',
        },
        { session, objects, scratch },
      );
    },
    purge: async ({ path: uri, retentionHours }: { path: string; retentionHours: number }) => {
      const place = parseS3Uri(uri);
      const before = sources.clock.now().getTime() - retentionHours * 3_600_000;
      const old = place
        ? objects.list(place.bucket, place.key).filter(({ lastModified }) => lastModified <= before)
        : [];
      for (const { bucket, key } of old) objects.delete(bucket, key);
      return Promise.resolve();
    },
    databases: () => Promise.resolve(catalog.databases()),
    tables: ({ database }: { database: string }) =>
      Promise.resolve(catalog.tables(database.toLowerCase()).map(({ name }) => name)),
    begin: () => Promise.resolve(),
    commit: () => {
      bookmark.commit();
      return Promise.resolve();
    },
  };

  return {
    call: async (operation, input) => {
      const answer = Object.hasOwn(answers, operation) ? answers[operation] : undefined;
      if (!answer) throw new SparkError('NotImplemented', `the operation ${operation}`);
      try {
        return await answer(input as never);
      } catch (error) {
        throw error instanceof SparkError ? error : engineError(error);
      }
    },
    close: () => {
      session.interrupt();
      session.close();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

/** A table's objects by partition: those that the predicate keeps and the bookmark has not seen. */
function groupsOf(
  table: CatalogTable,
  context: string,
  predicate: string,
  { catalog, objects, bookmark }: JobDataSources,
): Parameters<typeof scanOf>[1] {
  const keys = table.partitionKeys.map(({ name, type }) => ({ Name: name, Type: type }));
  const matches = keys.length ? partitionFilter(predicate, keys) : () => true;
  const places = keys.length
    ? catalog.partitions(table).filter(({ values }) => matches(values))
    : [{ values: [], location: table.location }];
  const groups = places.map(({ values, location }) => ({ values, objects: dataObjects(location, objects) }));
  const fresh = new Set(
    bookmark.fresh(
      context,
      groups.flatMap((group) => group.objects),
    ),
  );
  return groups.map(({ values, objects: found }) => ({
    values,
    objects: found.filter((each) => fresh.has(each)),
  }));
}

/** Refuses SQL that is more than one query: what a script sends may read and nothing else. */
async function mustSelect(sql: string, session: Session): Promise<void> {
  const parsed = `json_serialize_sql(${quoted(sql)}, skip_default := true, skip_null := true, skip_empty := true)`;
  const { rows } = await session.query(
    `SELECT json_extract_string(j, '$.error') = 'false' AND json_array_length(j, '$.statements') = 1, ` +
      `json_extract_string(j, '$.error_message') FROM (SELECT ${parsed}::JSON AS j)`,
  );
  const reason = rows[0]?.[1];
  if (rows[0]?.[0] !== true) {
    throw analysisError(
      `The practice account's Spark could not plan this query: ${typeof reason === 'string' ? reason : 'it is not a query'}`,
    );
  }
}

/** A temporary table of texts, read as each column's type. */
async function loadRows(
  { types, rows }: { types: string[]; rows: (string | null)[][] },
  name: string,
  scratch: string,
  session: Session,
): Promise<string> {
  const places = types.map((_, index) => `v${index}`);
  const columns = types.map(
    (reading, index) => `${reading.replace('{}', `row[${index + 1}]`)} AS ${places[index] ?? ''}`,
  );
  const file = path.join(scratch, `${name}.json`);
  writeFileSync(file, rows.map((row) => `${JSON.stringify({ row })}\n`).join(''), { mode: 0o600 });
  try {
    await session.run(
      `CREATE TEMP TABLE ${identifier(name)} AS SELECT ${columns.join(', ')} FROM read_json(${quoted(file)}, ` +
        `format = 'newline_delimited', columns = {'row': 'VARCHAR[]'}, maximum_object_size = 67108864)`,
    );
  } finally {
    rmSync(file, { force: true });
  }
  return name;
}

function entityNotFound(database: string, name: string, catalog: Catalog): SparkError {
  const known = catalog.hasDatabase(database.toLowerCase());
  const what = known ? `Table ${name} not found.` : `Database ${database} not found.`;
  return new SparkError(
    'Py4JJavaError',
    `An error occurred while calling o${100 + (Date.now() % 100)}.getCatalogSource. ${what} (Service: AWSGlue; ` +
      `Status Code: 400; Error Code: EntityNotFoundException; Request ID: ${randomUUID()}; Proxy: null)`,
  );
}

/** DuckDB's error in the kind that Spark would raise. */
function engineError(error: unknown): SparkError {
  const message = error instanceof Error ? error.message : String(error);
  return /^(Binder|Catalog|Parser) Error/.test(message)
    ? analysisError(message)
    : new SparkError('SparkRuntimeException', message);
}
