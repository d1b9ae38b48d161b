import { DuckDBInstance } from '@duckdb/node-api';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';

/** Thrown when another process has the store. */
export class StoreTaken extends Error {}

/** A process that is killed while it makes its lock file leaves one that nobody can use: then the next name counts. */
const names = ['lock.duckdb', 'lock-2.duckdb', 'lock-3.duckdb', 'lock-4.duckdb'];

/**
 * Makes this process the store's only one until the returned function is called or the process dies, however it dies.
 * Throws StoreTaken. The lock is the one that the operating system gives DuckDB on a database file (Node has none of
 * its own): a lock file with a process id in it would outlive its process, or name another one that got the same id.
 */
export async function lockStore(folder: string): Promise<() => void> {
  for (const name of names) {
    // An unusable file is left as it is: were it removed, two processes could each lock a file of that name.
    const unlock = await lockFile(folder, path.join(folder, name));
    if (unlock) return unlock;
  }
  throw new Error(`None of the lock files in ${folder} can be used: remove ${names.join(', ')} there.`);
}

/** Locks a file that is made when it is not there; undefined when it is no DuckDB database. */
async function lockFile(folder: string, file: string): Promise<(() => void) | undefined> {
  try {
    const database = await DuckDBInstance.create(file, { threads: '1', memory_limit: '8MB' });
    return () => {
      database.closeSync();
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/lock on file/i.test(message) || isOpenElsewhere(file)) {
      throw new StoreTaken(`Another process has the practice account in ${folder}.`);
    }
    if (message.includes('not a valid DuckDB database file')) return undefined;
    throw error;
  }
}

/** On Windows the file cannot even be opened twice; DuckDB says so in the system's language. */
function isOpenElsewhere(file: string): boolean {
  if (process.platform !== 'win32') return false;
  try {
    closeSync(openSync(file, 'r+'));
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EBUSY';
  }
}
