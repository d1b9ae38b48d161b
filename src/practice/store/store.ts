import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Journal } from './journal.ts';

/**
 * One named set of JSON documents. Reads come from memory; a change is written to the journal before
 * `set` or `delete` returns, so that a killed process has every change it acknowledged.
 * Documents are treated as immutable: to change one, `set` a new one. Times are epoch milliseconds.
 */
export interface Table<T> {
  get(key: string): T | undefined;
  has(key: string): boolean;
  set(key: string, document: T): void;
  /** True when there was such a document. */
  delete(key: string): boolean;
  keys(): string[];
  values(): T[];
  readonly size: number;
}

/** The account's state of record: a folder that one process at a time has open. */
export interface Store {
  readonly folder: string;
  /** The table of that name, made on first use; the same object every time. */
  table<T>(name: string): Table<T>;
  /** A subfolder of the store, made when it is not there; absolute path. */
  subfolder(name: string): string;
  close(): void;
}

/** Opens (or makes) the store in `folder`. */
export function openStore(folder: string): Store {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const journal = new Journal(path.join(folder, 'state.jsonl'));
  const tables = new Map<string, Table<unknown>>();
  return {
    folder,
    table: <T>(name: string) => {
      const known = tables.get(name);
      if (known) return known as Table<T>;
      const made = journalled<T>(name, journal);
      tables.set(name, made);
      return made;
    },
    subfolder: (name) => {
      const full = path.join(folder, name);
      mkdirSync(full, { recursive: true, mode: 0o700 });
      return full;
    },
    close: () => journal.close(),
  };
}

function journalled<T>(name: string, journal: Journal): Table<T> {
  const documents = journal.loaded(name) as Map<string, T>;
  return {
    get: (key) => documents.get(key),
    has: (key) => documents.has(key),
    set: (key, document) => {
      journal.write(name, key, document);
      documents.set(key, document);
    },
    delete: (key) => {
      if (!documents.has(key)) return false;
      journal.write(name, key, undefined);
      return documents.delete(key);
    },
    keys: () => [...documents.keys()],
    values: () => [...documents.values()],
    get size() {
      return documents.size;
    },
  };
}
