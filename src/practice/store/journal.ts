import {
  closeSync,
  existsSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';

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
  #handle: number;

  constructor(file: string) {
    this.#file = file;
    const { changes, length } = read(file);
    for (const [table, key, document] of changes) {
      const documents = this.loaded(table);
      if (document === undefined) documents.delete(key);
      else documents.set(key, document);
    }
    const live = [...this.#tables.values()].reduce((sum, documents) => sum + documents.size, 0);
    if (changes.length - live > Math.max(compactWhenStale, live)) {
      this.#compact();
      this.#handle = openSync(file, 'a', 0o600);
    } else {
      this.#handle = openSync(file, 'a', 0o600);
      ftruncateSync(this.#handle, length);
    }
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
    const change: Change = document === undefined ? [table, key] : [table, key, document];
    const line = Buffer.from(`${JSON.stringify(change)}\n`);
    let written = 0;
    while (written < line.length) written += writeSync(this.#handle, line, written);
  }

  close(): void {
    closeSync(this.#handle);
  }

  /** Writes only what is still there, to a new file that takes the old one's place. */
  #compact(): void {
    const lines: string[] = [];
    for (const [table, documents] of this.#tables) {
      for (const [key, document] of documents) lines.push(JSON.stringify([table, key, document]));
    }
    const next = `${this.#file}.next`;
    writeFileSync(next, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
    renameSync(next, this.#file);
  }
}

/** The whole changes in `file`, and how many bytes they take. */
function read(file: string): { changes: Change[]; length: number } {
  if (!existsSync(file)) return { changes: [], length: 0 };
  const bytes = readFileSync(file);
  const changes: Change[] = [];
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(newline, start);
    if (end < 0) return { changes, length: start };
    changes.push(parse(file, bytes.toString('utf8', start, end)));
    start = end + 1;
  }
}

function parse(file: string, line: string): Change {
  try {
    return JSON.parse(line) as Change;
  } catch {
    throw new Error(`${file} is damaged at "${line.slice(0, 40)}": give another folder, or remove this one.`);
  }
}
