import { randomUUID } from 'node:crypto';
import { identifier, type ResultColumn, type Session } from '../../engines/duckdb/engine.ts';
import { dataObjects, scanOf } from '../../engines/duckdb/tableScan.ts';
import { schemaOf, type TableUse } from '../../engines/sql/bindTables.ts';
import { checkComparisons } from '../../engines/sql/checkComparisons.ts';
import { explainError } from '../../engines/sql/explainError.ts';
import { guard } from '../../engines/sql/guard.ts';
import { javaTextMacros } from '../../engines/sql/javaText.ts';
import { pathColumn, readQuery, type Query } from '../../engines/sql/query.ts';
import { QueryError } from '../../engines/sql/queryError.ts';
import { position } from '../../engines/sql/tokens.ts';
import { macroStatements } from '../../engines/sql/trinoFunctions.ts';
import { utf16Offset } from '../../engines/sql/walk.ts';
import type { CatalogTable } from '../glue/catalog.ts';
import type { StoredObject } from '../s3/objects.ts';
import { informationSchema } from './informationSchema.ts';
import { keptPartitions } from './partitionPruning.ts';
import { scannedBytes } from './scannedBytes.ts';
import type { StatementRun } from './statementRun.ts';
import { viewQuery } from './viewText.ts';

/** A query that is ready to run: its SQL reads the views of this session. */
export interface PreparedQuery {
  readonly sql: string;
  readonly columns: readonly ResultColumn[];
}

/** How deep views may stand on views. */
const deepestView = 20;

/**
 * One statement's DuckDB: a database of its own, in memory, that has the tables the statement reads, as views over their
 * objects, and nothing else. Nothing of it outlives `close`.
 */
export class AccountSession {
  readonly session: Session;
  readonly #run: StatementRun;
  readonly #database: string;
  readonly #defined = new Set<string>();
  /** Every object that was given to DuckDB, by the path it has there. */
  readonly #objects = new Map<string, StoredObject>();
  #scannedBytes = 0;
  readonly #stopInterrupting: () => void;

  private constructor(run: StatementRun, session: Session, database: string) {
    this.#run = run;
    this.session = session;
    this.#database = database;
    let timer: NodeJS.Timeout | undefined;
    // An interrupt between two statements has no effect, so it is repeated until the session closes.
    const interrupt = (): void => {
      session.interrupt();
      timer ??= setInterval(() => session.interrupt(), 5);
    };
    run.signal.addEventListener('abort', interrupt);
    // The execution may have been stopped while the session opened.
    if (run.signal.aborted) interrupt();
    this.#stopInterrupting = () => {
      run.signal.removeEventListener('abort', interrupt);
      clearInterval(timer);
    };
  }

  static async open(run: StatementRun): Promise<AccountSession> {
    run.signal.throwIfAborted();
    const session = await run.engine.session();
    const database = `query_${randomUUID().replaceAll('-', '')}`;
    await session.run(
      [`ATTACH ':memory:' AS ${database}`, `USE ${database}`, ...javaTextMacros, ...macroStatements].join(
        ';',
      ),
    );
    return new AccountSession(run, session, database);
  }

  /** Bytes of the objects that prepared queries read. */
  get scannedBytes(): number {
    return this.#scannedBytes;
  }

  /** Reads a query, gives the session its tables, checks that it reads nothing else. Throws QueryError and SqlSyntaxError. */
  async prepare(source: string): Promise<PreparedQuery> {
    return this.#explained(source, async () => {
      const query = await readQuery(source, this.#run.database);
      await this.#define(query, 0);
      await guard(query.sql, this.#defined, this.session);
      const { rows } = await this.session.query(`DESCRIBE ${query.sql}`);
      return {
        sql: query.sql,
        columns: rows.map(([name, type]) => ({
          name: name === pathColumn ? '$path' : String(name),
          type: String(type),
        })),
      };
    });
  }

  /** Runs `work`, with DuckDB's errors put into Athena's words and paths of this machine into S3 URIs. */
  async explain<T>(source: string, work: () => Promise<T>): Promise<T> {
    return this.#explained(source, work);
  }

  /** A text of DuckDB's with the account's names for what it calls by paths of this machine. */
  withoutPaths(text: string): string {
    const named = [...this.#objects].reduce(
      (before, [path, { bucket, key }]) => before.replaceAll(path, `s3://${bucket}/${key}`),
      text,
    );
    return named.replaceAll(this.#run.objects.folder, 's3:').replaceAll(this.#run.scratch, 's3:');
  }

  close(): void {
    this.#stopInterrupting();
    const done = (): void => this.session.close();
    this.session.run(`USE memory; DETACH ${this.#database}`).then(done, done);
  }

  async #define(query: Query, depth: number): Promise<void> {
    if (depth > deepestView) throw new QueryError('VIEW_IS_RECURSIVE', 'line 1:1: View is recursive');
    // Before any condition is evaluated to choose partitions.
    checkComparisons(query.tree, query.source, (database, name) => this.#columnTypes(database, name));
    for (const use of query.tables) await this.#defineTable(query, use, depth);
  }

  /** The Hive types of a table's columns; undefined for views, whose types are Trino's. */
  #columnTypes(database: string, name: string): ReadonlyMap<string, string> | undefined {
    const table = this.#run.catalog.table(database, name);
    if (!table || table.tableType === 'VIRTUAL_VIEW') return undefined;
    return new Map([...table.columns, ...table.partitionKeys].map((column) => [column.name, column.type]));
  }

  async #defineTable(query: Query, use: TableUse, depth: number): Promise<void> {
    const { catalog } = this.#run;
    const place = position(query.source, utf16Offset(query.source, use.offset));
    const id = `${schemaOf(use.database)}.${use.name}`;
    const known = this.#defined.has(id);
    if (use.database === 'information_schema') {
      const select = informationSchema(use.name, catalog);
      if (select === undefined) throw tableNotFound(use, place);
      if (!known) await this.#createView(use, select);
      return;
    }
    if (!catalog.hasDatabase(use.database)) {
      throw new QueryError('SCHEMA_NOT_FOUND', `${place}: Schema '${use.database}' does not exist`);
    }
    const table = catalog.table(use.database, use.name);
    if (!table) throw tableNotFound(use, place);
    if (known) return;
    if (table.tableType === 'VIRTUAL_VIEW') {
      const view = viewQuery(table);
      const inner = await readQuery(view.sql, view.database);
      await this.#define(inner, depth + 1);
      await guard(inner.sql, this.#defined, this.session);
      await this.#createView(use, inner.sql);
    } else {
      await this.#createView(use, await this.#scan(query, table));
    }
  }

  async #scan(query: Query, table: CatalogTable): Promise<string> {
    const { catalog, objects } = this.#run;
    if (table.format === 'unsupported') {
      throw new QueryError(
        'NOT_SUPPORTED',
        `The practice account does not read the format of table ${table.database}.${table.name}.`,
      );
    }
    const groups = table.partitionKeys.length
      ? (await keptPartitions(query.tree, table, catalog.partitions(table), this.session)).map(
          ({ values, location }) => ({ values, objects: dataObjects(location, objects) }),
        )
      : [{ values: [], objects: dataObjects(table.location, objects) }];
    const all = groups.flatMap((group) => group.objects);
    for (const object of all) this.#objects.set(object.path, object);
    this.#scannedBytes += await scannedBytes(query.tree, table, all, this.session);
    const names = [...table.columns, ...table.partitionKeys].map(({ name }) => identifier(name));
    const hidden = query.readsPath ? [`${identifier('$path')} AS ${pathColumn}`] : [];
    return `SELECT ${[...names, ...hidden].join(', ')} FROM (${scanOf(table, groups)})`;
  }

  async #createView({ database, name }: TableUse, select: string): Promise<void> {
    const schema = schemaOf(database);
    await this.session.run(
      `CREATE SCHEMA IF NOT EXISTS ${identifier(schema)}; ` +
        `CREATE VIEW ${identifier(schema)}.${identifier(name)} AS ${select}`,
    );
    this.#defined.add(`${schema}.${name}`);
  }

  async #explained<T>(source: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.#run.signal.throwIfAborted();
      const explained = explainError(error, source);
      explained.message = this.withoutPaths(explained.message);
      throw explained;
    }
  }
}

function tableNotFound({ database, name }: TableUse, place: string): QueryError {
  return new QueryError(
    'TABLE_NOT_FOUND',
    `${place}: Table 'awsdatacatalog.${database}.${name}' does not exist`,
  );
}
