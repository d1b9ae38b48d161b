import type { Matrix } from './matrix.ts';

/** Text that is no table of numbers; the message says where. */
export class CsvError extends Error {}

/** One file of a channel. */
export interface CsvFile {
  /** For messages. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface CsvLayout {
  /** Whether each row begins with its label. */
  readonly labelled: boolean;
  /** Whether the row's weight follows the label. */
  readonly weighted: boolean;
}

const newline = 10;
const carriageReturn = 13;
const space = 32;
const zero = 48;
const delimiters = [',', '\t', ';', '|', ' '].map((character) => character.charCodeAt(0));

/**
 * Reads CSV files without header: the label first, then (if weighted) the row's weight, then the features. An
 * empty field and `nan` are missing values. The delimiter is the first of comma, tab, semicolon, bar and space that
 * the first line has. Throws CsvError for a field that is no number, or a row of another length than the first.
 */
export function readCsv(files: readonly CsvFile[], layout: CsvLayout): Matrix {
  const delimiter = delimiterOf(files);
  const counts = files.map(({ bytes }) => countRows(bytes));
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const first = files[counts.findIndex((count) => count > 0)];
  const fields = first ? countFields(first.bytes, delimiter) : 0;
  const table = new Float32Array(rows * fields);
  let row = 0;
  for (const file of files) row = readFile(file, delimiter, table, row, rows, fields);

  // The table is column by column already: its first columns are label and weight.
  const leading = Number(layout.labelled) + Number(layout.weighted);
  if (rows > 0 && fields <= leading)
    throw new CsvError(`a row needs more than ${leading} fields, got ${fields}`);
  return {
    rows,
    columns: Math.max(0, fields - leading),
    values: table.subarray(leading * rows),
    labels: layout.labelled ? table.subarray(0, rows) : new Float32Array(0),
    ...(layout.weighted ? { weights: table.subarray(rows, 2 * rows) } : {}),
  };
}

/** Reads one file's rows into the table from `row` on; returns the row behind them. */
function readFile(
  { name, bytes }: CsvFile,
  delimiter: number,
  table: Float32Array,
  row: number,
  rows: number,
  fields: number,
): number {
  let at = 0;
  for (let line = 1; at < bytes.length; line += 1) {
    let end = bytes.indexOf(newline, at);
    if (end < 0) end = bytes.length;
    const next = end + 1;
    while (end > at && (bytes[end - 1] === carriageReturn || bytes[end - 1] === space)) end -= 1;
    if (end === at) {
      at = next;
      continue;
    }
    let field = 0;
    for (let start = at; start <= end;) {
      let stop = start;
      while (stop < end && bytes[stop] !== delimiter) stop += 1;
      const value = numberAt(bytes, start, stop);
      if (value === undefined) {
        const text = Buffer.from(bytes.subarray(start, Math.min(stop, start + 50))).toString('utf8');
        throw new CsvError(
          `could not convert string to float: '${text}' (line ${line}, column ${field + 1} of ${name})`,
        );
      }
      if (field < fields) table[field * rows + row] = value;
      field += 1;
      start = stop + 1;
    }
    if (field !== fields)
      throw new CsvError(
        `expected ${fields} columns as in the first row, got ${field} (line ${line} of ${name})`,
      );
    row += 1;
    at = next;
  }
  return row;
}

const powersOfTen = Float64Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);

/**
 * The number written in `bytes[start..stop)`, rounded as `Number` does: up to 15 digits with a power of ten up to 22
 * need one exact division; anything else goes by way of a string. NaN for an empty field, undefined for no number.
 */
function numberAt(bytes: Uint8Array, start: number, stop: number): number | undefined {
  let at = start;
  const negative = bytes[at] === 45;
  if (negative) at += 1;
  let mantissa = 0;
  let digits = 0;
  let decimals = 0;
  let pointSeen = false;
  for (; at < stop; at += 1) {
    const byte = bytes[at]!;
    const digit = byte - zero;
    if (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      digits += 1;
      if (pointSeen) decimals += 1;
    } else if (byte === 46 && !pointSeen) pointSeen = true;
    else return numberOfText(bytes, start, stop);
  }
  if (digits === 0 || digits > 15) return numberOfText(bytes, start, stop);
  const value = decimals === 0 ? mantissa : mantissa / powersOfTen[decimals]!;
  return negative ? -value : value;
}

const notANumber = /^[+-]?nan$/i;
const infinity = /^([+-]?)inf(inity)?$/i;
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function numberOfText(bytes: Uint8Array, start: number, stop: number): number | undefined {
  let text = Buffer.from(bytes.subarray(start, stop)).toString('latin1').trim();
  if (text.length >= 2 && text.startsWith('"') && text.endsWith('"')) text = text.slice(1, -1).trim();
  if (text === '' || notANumber.test(text)) return NaN;
  if (decimal.test(text)) return Number(text);
  const infinite = infinity.exec(text);
  return infinite ? (infinite[1] === '-' ? -Infinity : Infinity) : undefined;
}

function delimiterOf(files: readonly CsvFile[]): number {
  const first = files.find(({ bytes }) => bytes.length > 0);
  if (!first) return delimiters[0]!;
  const end = first.bytes.indexOf(newline);
  const line = first.bytes.subarray(0, end < 0 ? first.bytes.length : end);
  return delimiters.find((each) => line.includes(each)) ?? delimiters[0]!;
}

function countFields(bytes: Uint8Array, delimiter: number): number {
  let at = 0;
  while (at < bytes.length && [newline, carriageReturn].includes(bytes[at]!)) at += 1;
  const end = bytes.indexOf(newline, at);
  const line = bytes.subarray(at, end < 0 ? bytes.length : end);
  let trimmed = line.length;
  while (trimmed > 0 && (line[trimmed - 1] === carriageReturn || line[trimmed - 1] === space)) trimmed -= 1;
  let fields = 1;
  for (let index = 0; index < trimmed; index += 1) if (line[index] === delimiter) fields += 1;
  return fields;
}

/** Lines that are not blank. */
function countRows(bytes: Uint8Array): number {
  let rows = 0;
  for (let at = 0; at < bytes.length;) {
    const found = bytes.indexOf(newline, at);
    const end = found < 0 ? bytes.length : found;
    let blank = true;
    for (let index = at; index < end && blank; index += 1) {
      blank = bytes[index] === space || bytes[index] === carriageReturn;
    }
    if (!blank) rows += 1;
    at = end + 1;
  }
  return rows;
}
