import { DuckDBInstance } from '@duckdb/node-api';
import path from 'node:path';

/** Thrown when another process has the store. */
export class StoreTaken extends Error {}

/**
 * Makes this process the store's only one until the returned function is called or the process dies, however it dies.
 * Throws StoreTaken. The lock is the one that the operating system gives DuckDB on a database file (Node has none of
 * its own): a lock file with a process id in it would outlive its process, or name another one that got the same id.
 */
export async function lockStore(folder: string): Promise<() => void> {
  const file = path.join(folder, 'lock.duckdb');
  try {
    const database = await DuckDBInstance.create(file, { threads: '1', memory_limit: '8MB' });
    return () => {
      database.closeSync();
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // On Windows the file itself cannot be opened twice.
    if (/lock on file|being used by another process/i.test(message)) {
      throw new StoreTaken(`Another process has the practice account in ${folder}.`);
    }
    throw error;
  }
}
