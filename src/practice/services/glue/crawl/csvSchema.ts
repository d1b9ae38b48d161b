import type { CsvClassifier } from '@aws-sdk/client-glue';
import { mergeTypes, scalar, unknown, type HiveType, type InferredColumn } from './hiveType.ts';
import type { CsvLayout } from './objectSchema.ts';

/** The delimiters that Glue's built-in CSV classifier tries. */
const builtInDelimiters = [',', '|', '\t', ';', '\u0001'];
/** Share of lines that must have the same number of columns. */
const regular = 0.9;
const maximumHeaderLength = 150;

/** What a CSV sample shows. */
export interface CsvSchema {
  readonly columns: readonly InferredColumn[];
  readonly csv: CsvLayout;
  readonly records: number;
}

/**
 * The schema of CSV lines, by a custom classifier or, without one, by the rules of Glue's built-in classifier: one
 * of its delimiters, at least two columns and two lines. Undefined when the lines are no such CSV.
 */
export function csvSchema(lines: readonly string[], custom?: Partial<CsvClassifier>): CsvSchema | undefined {
  const classifier = custom ?? {};
  const quote = classifier.QuoteSymbol ?? '"';
  const delimiters = classifier.Delimiter === undefined ? builtInDelimiters : [classifier.Delimiter];
  const leastColumns = classifier.AllowSingleColumn ? 1 : 2;
  const found = delimiters
    .map((delimiter) => ({ delimiter, width: commonWidth(lines.slice(0, 100), delimiter, quote) }))
    .filter(({ width }) => width >= leastColumns)
    .sort((a, b) => b.width - a.width)[0];
  // One line shows nothing to the built-in classifier; a custom one has said what it is.
  if (!found || lines.length < (custom ? 1 : 2)) return undefined;
  return read(lines, found.delimiter, found.width, quote, classifier);
}

function read(
  lines: readonly string[],
  delimiter: string,
  width: number,
  quote: string,
  classifier: Partial<CsvClassifier>,
): CsvSchema {
  const first = splitLine(lines[0] ?? '', delimiter, quote);
  const types = new Array<HiveType>(width).fill(unknown);
  const trim = classifier.DisableValueTrimming !== true;
  for (const line of lines.slice(1)) {
    const fields = splitLine(line, delimiter, quote);
    for (let i = 0; i < width; i++) {
      types[i] = mergeTypes(types[i] ?? unknown, typeOf(fields[i] ?? '', trim));
    }
  }
  const header = hasHeader(first, types, classifier);
  if (!header) first.forEach((field, i) => (types[i] = mergeTypes(types[i] ?? unknown, typeOf(field, trim))));
  const names = classifier.Header?.length ? classifier.Header : header ? first : [];
  const custom = classifier.CustomDatatypeConfigured ? (classifier.CustomDatatypes ?? []) : [];
  const quoted = lines.some((line) => line.includes(quote));
  const wantsQuotes =
    classifier.Serde === 'OpenCSVSerDe' || (classifier.Serde !== 'LazySimpleSerDe' && quoted);
  return {
    columns: types.slice(0, width).map((type, i) => ({
      name: columnName(names, i),
      type: customTypes[custom[i] ?? ''] ?? type,
    })),
    csv: { delimiter, header, quoted, ...(wantsQuotes ? { quote } : {}) },
    records: lines.length - (header ? 1 : 0),
  };
}

/** The types that a classifier may name for its columns. */
const customTypes: Readonly<Record<string, HiveType>> = {
  BINARY: scalar('binary'),
  BOOLEAN: scalar('boolean'),
  DATE: scalar('date'),
  DECIMAL: scalar('decimal'),
  DOUBLE: scalar('double'),
  FLOAT: scalar('float'),
  INT: scalar('int'),
  LONG: scalar('bigint'),
  SHORT: scalar('smallint'),
  STRING: scalar('string'),
  TIMESTAMP: scalar('timestamp'),
};

function columnName(names: readonly string[], index: number): string {
  const name = (names[index] ?? '').trim().toLowerCase();
  if (name === '') return `col${index}`;
  // A second column of the same name would hide the first.
  return names.slice(0, index).some((other) => other.trim().toLowerCase() === name)
    ? `${name}_${index}`
    : name;
}

/** The number of columns that nearly all lines have; 0 when they differ. */
function commonWidth(lines: readonly string[], delimiter: string, quote: string): number {
  const counts = new Map<number, number>();
  for (const line of lines) {
    const { length } = splitLine(line, delimiter, quote);
    counts.set(length, (counts.get(length) ?? 0) + 1);
  }
  const [width, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [0, 0];
  return count >= lines.length * regular ? width : 0;
}

/** Glue's rule: every name is text and short, and the lines below are not all text. */
function hasHeader(
  first: readonly string[],
  below: readonly HiveType[],
  classifier: Partial<CsvClassifier>,
): boolean {
  if (classifier.ContainsHeader === 'PRESENT') return true;
  if (classifier.ContainsHeader === 'ABSENT') return false;
  const isText = (type: HiveType): boolean => type.kind === 'scalar' && type.name === 'string';
  const isName = (field: string, index: number): boolean => {
    const last = index === first.length - 1;
    const type = typeOf(field, true);
    // The last may be empty (a trailing delimiter), and long.
    return last
      ? isText(type) || (type.kind === 'unknown' && index > 0)
      : isText(type) && field.length < maximumHeaderLength;
  };
  return first.every(isName) && below.some((type) => type.kind !== 'unknown' && !isText(type));
}

const [bigint, double, boolean, string] = ['bigint', 'double', 'boolean', 'string'].map(scalar) as [
  HiveType,
  HiveType,
  HiveType,
  HiveType,
];
const largest = 2n ** 63n - 1n;

/** The type of one value as it is written: whole numbers are bigint, `100.0` is double. */
function typeOf(field: string, trim: boolean): HiveType {
  const value = trim ? field.trim() : field;
  if (value === '') return unknown;
  if (/^[-+]?\d+$/.test(value)) {
    if (value.length < 19) return bigint;
    const whole = BigInt(value.replace(/^\+/, ''));
    return whole <= largest && whole >= -largest - 1n ? bigint : double;
  }
  if (/^[-+]?(\d+\.\d*|\.\d+|\d+(?=e))(e[-+]?\d+)?$/i.test(value)) return double;
  return /^(true|false)$/i.test(value) ? boolean : string;
}

/** The fields of one line; a quoted field may hold delimiters, and its quotes doubled or behind a backslash. */
export function splitLine(line: string, delimiter: string, quote: string): string[] {
  if (!line.includes(quote)) return line.split(delimiter);
  const fields: string[] = [];
  let field = '';
  let inside = false;
  for (let i = 0; i < line.length; i++) {
    const character = line.charAt(i);
    if (inside && character === '\\' && line.charAt(i + 1) === quote) {
      field += line.charAt(++i);
    } else if (character === quote) {
      if (inside && line.charAt(i + 1) === quote) field += line.charAt(++i);
      else inside = !inside;
    } else if (character === delimiter && !inside) {
      fields.push(field);
      field = '';
    } else field += character;
  }
  return [...fields, field];
}
