import { readFile } from 'node:fs/promises';
import type { DataFile } from '../../dataset/labData.ts';
import { trainedSubset } from '../../dataset/trainedSubset.ts';
import { splitLines } from '../../lines/forEachLine.ts';
import type { RecordBatcher } from '../recordBatcher.ts';

const [space, zero, nine] = [32, 48, 57];

/** One engine of a training file: lines in a row that begin with the same number. */
export interface FleetEngine {
  /** `FD001`. */
  readonly subset: string;
  readonly unit: number;
  /** Its lines, from the first to, not with, the last. */
  readonly from: number;
  readonly to: number;
}

/** The lines of one cycle that are to be sent. */
export interface FleetCycle {
  readonly cycle: number;
  readonly lines: Uint32Array;
}

/** A file's bytes, and the number of its first line among all. */
interface LoadedFile {
  readonly file: DataFile;
  readonly bytes: Uint8Array;
  readonly first: number;
}

/** The training files in memory, once, and where in them each engine's line of each cycle is. */
export class FleetLines {
  readonly engines: readonly FleetEngine[];
  /** How many cycles the engines run until they fail, from the shortest on. */
  readonly lives: Uint32Array;
  /** The cycle of each line. */
  readonly cycles: Uint32Array;
  /** The last cycle that any engine has. */
  readonly lastCycle: number;
  /** How many lines the files have. */
  readonly count: number;
  readonly #files: readonly LoadedFile[];
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;

  constructor(files: readonly LoadedFile[], lines: LineTable) {
    this.#files = files;
    this.engines = lines.engines;
    this.count = lines.starts.length;
    this.cycles = Uint32Array.from(lines.cycles);
    this.lastCycle = this.cycles.reduce((last, cycle) => Math.max(last, cycle), 0);
    this.lives = Uint32Array.from(this.engines, (engine) => this.lifeOf(engine)).sort();
    this.#starts = Uint32Array.from(lines.starts);
    this.#ends = Uint32Array.from(lines.ends);
  }

  /** How many cycles an engine runs until it fails. */
  lifeOf({ to }: FleetEngine): number {
    return this.cycles[to - 1] ?? 0;
  }

  /** The lines that `isThere` does not leave out, cycle by cycle, within a cycle in the order of the files. */
  cyclesToSend(
    isThere: (file: DataFile, bytes: Uint8Array, start: number, end: number) => boolean,
  ): FleetCycle[] {
    const missing: number[] = [];
    for (const { file, bytes, first, last } of this.#ranges()) {
      for (let line = first; line < last; line++) {
        if (!isThere(file, bytes, this.#starts[line] ?? 0, this.#ends[line] ?? 0)) missing.push(line);
      }
    }
    const order = Uint32Array.from(missing);
    const { cycles } = this;
    order.sort((a, b) => (cycles[a] ?? 0) - (cycles[b] ?? 0) || a - b);
    const found: FleetCycle[] = [];
    for (let from = 0, to = 0; from < order.length; from = to) {
      const cycle = cycles[order[from] ?? 0] ?? 0;
      while (to < order.length && cycles[order[to] ?? 0] === cycle) to += 1;
      found.push({ cycle, lines: order.subarray(from, to) });
    }
    return found;
  }

  /** Adds lines to a batcher as records. */
  addTo(batcher: RecordBatcher, lines: Uint32Array): void {
    for (const line of lines) {
      const { file, bytes, first } = this.#fileOf(line);
      batcher.add(file, line - first + 1, bytes, this.#starts[line] ?? 0, this.#ends[line] ?? 0);
    }
  }

  /** How many lines cycles have, and the bytes of the records that these become. */
  totals(cycles: readonly FleetCycle[]): { lines: number; bytes: number } {
    let lines = 0;
    let bytes = 0;
    for (const cycle of cycles) {
      lines += cycle.lines.length;
      for (const line of cycle.lines) {
        const length = (this.#ends[line] ?? 0) - (this.#starts[line] ?? 0);
        bytes += this.#fileOf(line).file.name.length + length + 2;
      }
    }
    return { lines, bytes };
  }

  /** A line's numbers: unit, cycle, three settings, 21 sensors. */
  numbers(line: number): number[] {
    const { bytes } = this.#fileOf(line);
    const text = Buffer.from(bytes.subarray(this.#starts[line], this.#ends[line])).toString('latin1');
    return text.trim().split(/ +/).map(Number);
  }

  #fileOf(line: number): LoadedFile {
    const found = this.#files.findLast(({ first }) => first <= line);
    if (!found) throw new Error(`There is no line ${line}.`);
    return found;
  }

  #ranges() {
    return this.#files.map((file, index) => ({ ...file, last: this.#files[index + 1]?.first ?? this.count }));
  }
}

/** What is noted of each line. */
interface LineTable {
  readonly engines: FleetEngine[];
  readonly cycles: number[];
  readonly starts: number[];
  readonly ends: number[];
}

/** Reads the training files whole: 29 MB for NASA's four. */
export async function readFleetLines(files: readonly DataFile[], signal: AbortSignal): Promise<FleetLines> {
  const table: LineTable = { engines: [], cycles: [], starts: [], ends: [] };
  const loaded: LoadedFile[] = [];
  for (const file of files) {
    const bytes = await readFile(file.path, { signal });
    loaded.push({ file, bytes, first: table.starts.length });
    noteLines(file, bytes, table);
  }
  return new FleetLines(loaded, table);
}

function noteLines(file: DataFile, bytes: Uint8Array, { engines, cycles, starts, ends }: LineTable): void {
  const subset = trainedSubset(file.name);
  let unit: number | undefined;
  let from = starts.length;
  const closeEngine = (): void => {
    if (unit !== undefined) engines.push({ subset, unit, from, to: starts.length });
    from = starts.length;
  };
  const onLine = (source: Uint8Array, start: number, end: number): void => {
    const first = wholeNumber(source, start, end);
    if (first.value !== unit) {
      closeEngine();
      unit = first.value;
    }
    // A line without a cycle goes with the first one: it is sent like the others.
    cycles.push(wholeNumber(source, first.end + 1, end).value);
    starts.push(start);
    ends.push(end);
  };
  const rest = splitLines(new Uint8Array(0), bytes, onLine);
  if (rest.length) onLine(bytes, bytes.length - rest.length, bytes.length);
  closeEngine();
}

/** The whole number that begins at `start`, and where it ends; 0 where there is none. */
function wholeNumber(bytes: Uint8Array, start: number, end: number): { value: number; end: number } {
  let value = 0;
  let at = start;
  for (; at < end && bytes[at] !== space; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < zero || byte > nine) return { value: 0, end: at };
    value = value * 10 + byte - zero;
  }
  return { value: Math.min(value, 0xffff_ffff), end: at };
}
