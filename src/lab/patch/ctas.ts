import { isWord, sqlTokens, type SqlToken } from './sqlTokens.ts';

/** Text in a SQL file and where it stands, without its quotes. Offsets count UTF-16 units. */
export interface Place {
  readonly value: string;
  readonly offset: number;
}

/** A comparison of the partition column `hour` with fixed values. */
export interface HourFilter {
  /** Of the comparison behind the column: `= '08'` or `IN ('08', '09')`. */
  readonly offset: number;
  readonly length: number;
  readonly hours: readonly string[];
}

/** What a CREATE TABLE AS SELECT statement says about its table. */
export interface Ctas {
  /** The table to be made; the database is the query's own when it is not written. */
  readonly database: Place | undefined;
  readonly table: Place;
  readonly externalLocation: Place | undefined;
  readonly compression: Place | undefined;
  /** Columns of `partitioned_by`, in order. */
  readonly partitionedBy: readonly string[];
  /** Where another property can be put in: right behind the opening bracket; undefined without WITH. */
  readonly propertiesOffset: number | undefined;
  readonly hourFilters: readonly HourFilter[];
}

/** The first CREATE TABLE AS SELECT of a SQL text, or undefined when it has none. */
export function readCtas(text: string): Ctas | undefined {
  const tokens = sqlTokens(text);
  const start = tokens.findIndex(
    (token, index) => isWord(token, 'CREATE') && isWord(tokens[index + 1], 'TABLE'),
  );
  if (start < 0) return undefined;
  let at = start + 2;
  if (isWord(tokens[at], 'IF')) at += 3;
  const name: SqlToken[] = [];
  for (let part = tokens[at]; part?.kind === 'word' || part?.kind === 'quotedName'; part = tokens[at]) {
    name.push(part);
    at += 1;
    if (!isWord(tokens[at], '.')) break;
    at += 1;
  }
  const table = name.at(-1);
  const database = name.at(-2);
  const end = tokens.findIndex((token, index) => index > at && isWord(token, ';'));
  const statement = tokens.slice(at, end < 0 ? undefined : end);
  const body = statement.findIndex((token) => isWord(token, 'AS'));
  if (!table || body < 0) return undefined;

  const withAt = statement.slice(0, body).findIndex((token) => isWord(token, 'WITH'));
  const opening = withAt < 0 ? undefined : statement[withAt + 1];
  const properties = withAt < 0 ? [] : statement.slice(withAt + 2, body);
  const property = (key: string): SqlToken[] => {
    const found = properties.findIndex(
      (token, index) => isWord(token, key) && isWord(properties[index + 1], '='),
    );
    return found < 0 ? [] : properties.slice(found + 2);
  };
  const columns = property('PARTITIONED_BY');
  const closing = columns.findIndex((token) => isWord(token, ']'));
  return {
    database: database && placeOf(database),
    table: placeOf(table),
    externalLocation: stringAtStart(property('EXTERNAL_LOCATION')),
    compression: stringAtStart(property('WRITE_COMPRESSION')),
    partitionedBy: columns
      .slice(0, Math.max(0, closing))
      .flatMap(({ kind, body }) => (kind === 'string' ? [body] : [])),
    propertiesOffset: opening && opening.offset + opening.length,
    hourFilters: hourFilters(statement.slice(body + 1)),
  };
}

const placeOf = ({ body, bodyOffset }: SqlToken): Place => ({ value: body, offset: bodyOffset });

const stringAtStart = ([token]: SqlToken[]): Place | undefined =>
  token?.kind === 'string' ? placeOf(token) : undefined;

function hourFilters(tokens: readonly SqlToken[]): HourFilter[] {
  return tokens.flatMap((column, index) => {
    const isHour =
      (column.kind === 'word' || column.kind === 'quotedName') && column.body.toLowerCase() === 'hour';
    const [operator] = tokens.slice(index + 1);
    if (!isHour || !operator) return [];
    const values = tokens.slice(index + 2);
    const last = isWord(operator, '=')
      ? 0
      : isWord(operator, 'IN')
        ? values.findIndex((token) => isWord(token, ')'))
        : -1;
    const closing = values[last];
    const hours = values.slice(0, last + 1).flatMap(({ kind, body }) => (kind === 'string' ? [body] : []));
    if (!closing || hours.length === 0 || !hours.every((hour) => /^\d{1,2}$/.test(hour))) return [];
    return [{ offset: operator.offset, length: closing.offset + closing.length - operator.offset, hours }];
  });
}
