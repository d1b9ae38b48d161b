import { createReadStream } from 'node:fs';
import path from 'node:path';
import { forEachLine } from '../lines/forEachLine.ts';
import { DatasetError } from './dataFile.ts';

/** What a training or test file holds. */
export interface EngineFile {
  readonly rows: number;
  readonly engines: number;
}

const columns = 26;
const [space, carriageReturn, point, minus, zero, nine] = [32, 13, 46, 45, 48, 57];

/**
 * Reads a training or test file through, line by line, and holds it to the format of the data set: 26 numbers with one
 * space between them and two behind the last; units from 1, and cycles from 1 within each, without a gap.
 * @throws DatasetError for the first line that differs, and for a file without lines.
 */
export async function readEngineFile(file: string): Promise<EngineFile> {
  const name = path.basename(file);
  let [rows, unit, cycle] = [0, 0, 0];
  const wrong = (problem: string) => new DatasetError(`${name}, line ${rows}: ${problem}`);
  await forEachLine(createReadStream(file, { highWaterMark: 1 << 18 }), (bytes, start, end) => {
    rows += 1;
    const problem = formatProblem(bytes, start, end);
    if (problem) throw wrong(problem);
    const next = wholeNumber(bytes, start);
    const nextCycle = wholeNumber(bytes, next.end + 1);
    if (next.value === unit && nextCycle.value === cycle + 1) {
      cycle += 1;
    } else if (next.value === unit + 1 && nextCycle.value === 1) {
      unit += 1;
      cycle = 1;
    } else {
      throw wrong(
        `unit ${next.value} cycle ${nextCycle.value} does not follow unit ${unit} cycle ${cycle}; rows are missing or out of order. Get the file anew.`,
      );
    }
  });
  if (rows === 0) throw new DatasetError(`${name} is empty; get the file anew.`);
  return { rows, engines: unit };
}

/** What is wrong with the form of a line, or undefined. */
function formatProblem(bytes: Uint8Array, start: number, end: number): string | undefined {
  if (bytes[end - 1] === carriageReturn)
    return 'it ends in CR LF; the data set has LF. Get the file anew, as it was published.';
  let numbers = 0;
  let digits = 0;
  let points = 0;
  for (let at = start; at <= end; at += 1) {
    const byte = at === end ? space : (bytes[at] ?? 0);
    if (byte >= zero && byte <= nine) {
      digits += 1;
    } else if (byte === space) {
      if (digits > 0) numbers += 1;
      else if (at < end - 1)
        return `there is no number at column ${at - start + 1}. Get the file anew, as it was published.`;
      digits = 0;
      points = 0;
    } else if (byte === point && digits > 0 && points === 0) {
      points = 1;
    } else if (byte !== minus || digits > 0 || bytes[at - 1] !== space) {
      return `'${String.fromCharCode(byte)}' at column ${at - start + 1} is part of no number. Get the file anew, as it was published.`;
    }
  }
  if (numbers !== columns)
    return `it has ${numbers} numbers instead of ${columns}. Get the file anew, as it was published.`;
  // The crawled table has a column for each of these spaces: without them it has other columns than the job expects.
  if (bytes[end - 1] !== space || bytes[end - 2] !== space) {
    return 'it does not end in two spaces. Get the file anew, as it was published.';
  }
  return undefined;
}

/** The whole number that begins at `start`, and where it ends; -1 for any other number. */
function wholeNumber(bytes: Uint8Array, start: number): { value: number; end: number } {
  let end = start;
  let value = 0;
  for (let byte = bytes[end] ?? 0; byte >= zero && byte <= nine; byte = bytes[end] ?? 0) {
    value = value * 10 + byte - zero;
    end += 1;
  }
  return { value: bytes[end] === space ? value : -1, end };
}
