import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';

/** One change: table, key, document. A change without a document is a deletion. */
type Change = [table: string, key: string, document?: unknown];

const newline = 10;
const compactWhenStale = 10_000;

/**
 * An append-only file of changes, one JSON line each. A line is written in one call before the change counts as
 * made; a last line that a killed process left torn is cut off at the next start.
 */
export class Journal {
  readonly #file: string;
  readonly #tables = new Map<string, Map<string, unknown>>();
  readonly #handle: number;
  /** Bytes of the whole lines in the file. */
  #length: number;
  #isClosed = false;

  /** Throws for a file that cannot be read; its message says line and file, and the way out. */
  constructor(file: string) {
    this.#file = file;
    const { changes, length, isTorn } = read(file);
    for (const [table, key, document] of changes) {
      const documents = this.loaded(table);
      if (document === undefined) documents.delete(key);
      else documents.set(key, document);
    }
    this.#length = length;
    const live = [...this.#tables.values()].reduce((sum, documents) => sum + documents.size, 0);
    if (changes.length - live > Math.max(compactWhenStale, live)) this.#compact();
    else if (isTorn) truncateSync(file, length);
    this.#handle = openSync(file, 'a', 0o600);
  }

  /** The documents of a table as the file had them; the caller keeps this map up to date. */
  loaded(table: string): Map<string, unknown> {
    let documents = this.#tables.get(table);
    if (!documents) {
      documents = new Map<string, unknown>();
      this.#tables.set(table, documents);
    }
    return documents;
  }

  write(table: string, key: string, document: unknown): void {
    // The handle's number may be another file's by now.
    if (this.#isClosed) throw new Error('The account was reset or ended while this was under way.');
    const change: Change = document === undefined ? [table, key] : [table, key, document];
    const line = Buffer.from(`${JSON.stringify(change)}\n`);
    try {
      for (let written = 0; written < line.length;) written += writeSync(this.#handle, line, written);
    } catch (error) {
      // A full disk may have taken half the line: left there, it would spoil the next one.
      truncateSync(this.#file, this.#length);
      throw error;
    }
    this.#length += line.length;
  }

  close(): void {
    this.#isClosed = true;
    closeSync(this.#handle);
  }

  /** Writes only what is still there, to a new file that takes the old one's place. */
  #compact(): void {
    const lines = [...this.#tables].flatMap(([table, documents]) =>
      [...documents].map(([key, document]) => `${JSON.stringify([table, key, document])}\n`),
    );
    const bytes = Buffer.from(lines.join(''));
    const next = `${this.#file}.next`;
    writeFileSync(next, bytes, { mode: 0o600 });
    renameSync(next, this.#file);
    this.#length = bytes.length;
  }
}

/** The whole changes in `file`, how many bytes they take, and whether more stands behind them. */
function read(file: string): { changes: Change[]; length: number; isTorn: boolean } {
  if (!existsSync(file)) return { changes: [], length: 0, isTorn: false };
  const bytes = readFileSync(file);
  const changes: Change[] = [];
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(newline, start);
    if (end < 0) return { changes, length: start, isTorn: start < bytes.length };
    const change = changeOf(bytes.toString('utf8', start, end));
    if (!change) throw damaged(file, changes.length + 1);
    changes.push(change);
    start = end + 1;
  }
}

function changeOf(line: string): Change | undefined {
  try {
    const change = JSON.parse(line) as unknown;
    const isChange = Array.isArray(change) && typeof change[0] === 'string' && typeof change[1] === 'string';
    return isChange ? (change as unknown as Change) : undefined;
  } catch {
    return undefined;
  }
}

function damaged(file: string, line: number): Error {
  const folder = path.dirname(file);
  return new Error(
    `Line ${line} of ${file} is damaged: make the account as new with \`npm run practice -- --store "${folder}" --reset\`, or give another folder.`,
  );
}
