import type { DataFile } from '../dataset/labData.ts';
import { StageError } from '../stage.ts';

/** What PutRecordBatch takes: records, bytes of all, bytes of one. */
export const batchLimits = { records: 500, bytes: 4 * 1024 * 1024, recordBytes: 1000 * 1024 } as const;

/** Records to be put with one request: their bytes, line feeds included. */
export interface RecordBatch {
  readonly records: readonly Uint8Array[];
  readonly bytes: number;
}

/**
 * Makes lines into records, in batches as PutRecordBatch takes them: each line byte for byte, its file's name and a
 * space in front, a line feed behind, because a delivery stream puts nothing between records.
 */
export class RecordBatcher {
  readonly #names = new Map<string, Uint8Array>();
  #ready: RecordBatch[] = [];
  #records: Uint8Array[] = [];
  #bytes = 0;

  /**
   * Adds a line: the bytes from `start` to, not with, `end`.
   * @throws StageError for a line that is longer than a record may be.
   */
  add(file: DataFile, lineNumber: number, source: Uint8Array, start: number, end: number): void {
    const name = this.#nameOf(file);
    const size = name.length + (end - start) + 1;
    if (size > batchLimits.recordBytes) throw tooLong(file, lineNumber, size);
    if (this.#records.length === batchLimits.records || this.#bytes + size > batchLimits.bytes) this.#close();
    const record = Buffer.allocUnsafe(size);
    record.set(name);
    record.set(source.subarray(start, end), name.length);
    record[size - 1] = 10;
    this.#records.push(record);
    this.#bytes += size;
  }

  /** Takes out the batches that are full. */
  full(): RecordBatch[] {
    return this.#ready.splice(0);
  }

  /** Takes out all batches. */
  all(): RecordBatch[] {
    this.#close();
    return this.full();
  }

  #nameOf(file: DataFile): Uint8Array {
    let name = this.#names.get(file.name);
    if (!name) this.#names.set(file.name, (name = Buffer.from(`${file.name} `)));
    return name;
  }

  #close(): void {
    if (this.#records.length) this.#ready.push({ records: this.#records, bytes: this.#bytes });
    this.#records = [];
    this.#bytes = 0;
  }
}

/** What to say of a line that does not fit into a record. */
export function tooLong(file: DataFile, lineNumber: number, size: number): StageError {
  return new StageError(
    `Line ${lineNumber} of ${file.name} has ${size} bytes or more; a record may have ${batchLimits.recordBytes}.`,
    `Look at ${file.path}: a line of engine data has less than 250 bytes.`,
  );
}
