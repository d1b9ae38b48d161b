import path from 'node:path';
import { DuckDBInstance, type DuckDBConnection, type DuckDBResult } from '@duckdb/node-api';

/** A result: column names, their DuckDB types, rows of JavaScript values (bigint for 64-bit integers). */
export interface Rows {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly unknown[])[];
}

/** A column of a result, with its type as DuckDB writes it (`BIGINT`, `DECIMAL(10,2)`, `VARCHAR[]` …). */
export interface ResultColumn {
  readonly name: string;
  readonly type: string;
}

/** One connection to the account's DuckDB. Temporary views and tables made through it are its own. */
export interface Session {
  run(sql: string): Promise<void>;
  query(sql: string): Promise<Rows>;
  /** The columns of a result, then its rows in batches, as DuckDB makes them: memory does not grow with the result. */
  stream(sql: string): Promise<{ columns: readonly ResultColumn[]; batches: AsyncIterable<unknown[][]> }>;
  /** Ends the statement that runs; its promise rejects. */
  interrupt(): void;
  close(): void;
}

/**
 * DuckDB, in memory, with a memory limit, shut off from everything but the folders it was given (read and write),
 * its configuration locked.
 */
export interface Engine {
  session(): Promise<Session>;
  close(): void;
}

/** How a DuckDB is started. */
export interface EngineOptions {
  /** The folders whose files it may read and write; absolute paths. */
  readonly folders: readonly string[];
  readonly memoryLimitMiB: number;
  readonly threads: number;
  /** Where results larger than the memory limit may be spilled; without it, such a statement fails. */
  readonly spillFolder?: string;
}

/** Starts DuckDB; see Engine. Extensions are neither installed nor loaded, times are UTC. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(options.threads),
    memory_limit: `${options.memoryLimitMiB}MiB`,
    temp_directory: options.spillFolder ?? '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const setUp = await instance.connect();
  const folders = options.folders.map((folder) => quoted(path.join(folder, path.sep)));
  await setUp.run(
    `SET GLOBAL TimeZone = 'UTC'; SET allowed_directories = [${folders.join(', ')}]; ` +
      'SET enable_external_access = false; SET lock_configuration = true',
  );
  setUp.closeSync();
  return {
    session: async () => sessionOf(await instance.connect()),
    close: () => instance.closeSync(),
  };
}

/** A text as an SQL literal. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as an SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function sessionOf(connection: DuckDBConnection): Session {
  return {
    run: async (sql) => {
      await connection.run(sql);
    },
    query: async (sql) => {
      const result = await connection.run(sql);
      return { columns: columnsOf(result), rows: await result.getRowsJS() };
    },
    stream: async (sql) => {
      const result = await connection.stream(sql);
      return { columns: columnsOf(result), batches: result.yieldRowsJs() };
    },
    interrupt: () => connection.interrupt(),
    close: () => connection.closeSync(),
  };
}

function columnsOf(result: DuckDBResult): ResultColumn[] {
  const types = result.columnTypes();
  return result.columnNames().map((name, index) => ({ name, type: String(types[index]) }));
}
