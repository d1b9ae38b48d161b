import { Forbidden } from './guard.ts';
import { placeOf } from './query.ts';
import { QueryError } from './queryError.ts';

type Rule = readonly [pattern: RegExp, error: (source: string, match: RegExpExecArray) => QueryError];

/** What DuckDB says of a query, and how Athena says it. */
const rules: readonly Rule[] = [
  [/Referenced column "([^"]*)" not found/, (source, [, name = '']) => columnNotFound(source, name, name)],
  [
    /(?:Table|list) "([^"]*)" does not have a column named "([^"]*)"/,
    (source, [, table = '', name = '']) => columnNotFound(source, name, `${table}.${name}`),
  ],
  [/Referenced table "([^"]*)" not found/, (source, [, table = '']) => columnNotFound(source, table, table)],
  [
    /(?:Scalar |Aggregate |Table |Macro )*Function with name (?:"?)([\w$]+)(?:"?) does not exist/,
    (source, [, name = '']) =>
      new QueryError('FUNCTION_NOT_FOUND', `${placeOf(source, name)}: Function '${name}' not registered`),
  ],
  [
    /Ambiguous reference to column name "([^"]*)"/,
    (source, [, name = '']) =>
      new QueryError('AMBIGUOUS_NAME', `${placeOf(source, name)}: Column '${name}' is ambiguous`),
  ],
  [
    /column "([^"]*)" must appear in the GROUP BY clause/i,
    (source, [, name = '']) =>
      new QueryError(
        'EXPRESSION_NOT_AGGREGATE',
        `${placeOf(source, name)}: '${name}' must be an aggregate expression or appear in GROUP BY clause`,
      ),
  ],
  [/Division by zero/i, () => new QueryError('DIVISION_BY_ZERO', 'Division by zero')],
  [
    /more than 10000 entries/,
    () =>
      new QueryError(
        'INVALID_FUNCTION_ARGUMENT',
        'result of sequence function must not have more than 10000 entries',
      ),
  ],
  [
    /Could not convert string '([^']*)' to (\w+)/,
    (_, [, text = '', type = '']) =>
      new QueryError('INVALID_CAST_ARGUMENT', `Cannot cast '${text}' to ${trinoName(type)}`),
  ],
  [
    /invalid (?:date|timestamp) field format: "([^"]*)"/i,
    (_, [, text = '']) => new QueryError('INVALID_CAST_ARGUMENT', `Value cannot be cast to date: ${text}`),
  ],
  [
    /Could not parse string "([^"]*)" according to format specifier/,
    (_, [, text = '']) =>
      new QueryError('INVALID_FUNCTION_ARGUMENT', `Invalid format: "${text}" is malformed`),
  ],
  [
    /No function matches the given name and argument types '([\w$]+)\(([^']*)\)'/,
    (source, [, name = '', types = '']) =>
      new QueryError(
        'TYPE_MISMATCH',
        `${placeOf(source, name)}: Unexpected parameters (${types.split(', ').map(trinoName).join(', ')}) for function ${name.replace(/^trino_/, '')}`,
      ),
  ],
  [
    /Cannot compare values of type ([\w()[\], ]+) and (?:type )?([\w()[\], ]+)/,
    (_, [, left = '', right = '']) =>
      new QueryError(
        'TYPE_MISMATCH',
        `line 1:1: Cannot apply operator: ${trinoName(left)} = ${trinoName(right)}`,
      ),
  ],
  [
    /Out of Memory|failed to (?:allocate|pin|offload)/i,
    () => new QueryError('EXCEEDED_LOCAL_MEMORY_LIMIT', 'Query exhausted resources at this scale factor'),
  ],
  [
    /No magic bytes found at end of file '([^']*)'|too small to be a Parquet file/i,
    (_, [, file = '']) =>
      new QueryError('HIVE_BAD_DATA', `Not valid Parquet file: ${file} expected magic number: PAR1`),
  ],
  [
    /Malformed JSON|JSON transform error|Invalid unicode|not utf-?8/i,
    (_, match) => new QueryError('HIVE_CURSOR_ERROR', firstLine(match.input)),
  ],
];

/** What DuckDB (or the guard) says of a query, as Athena would say it; other errors as they are. */
export function explainError(error: unknown, source: string): Error {
  if (error instanceof Forbidden) {
    return new QueryError(
      error.what === 'table'
        ? 'TABLE_NOT_FOUND'
        : error.what === 'function'
          ? 'FUNCTION_NOT_FOUND'
          : 'NOT_SUPPORTED',
      error.what === 'function'
        ? `${placeOf(source, error.subject)}: Function '${error.subject}' not registered`
        : error.message,
    );
  }
  if (
    !(error instanceof Error) ||
    error instanceof QueryError ||
    !/^[A-Z][\w -]* Error: /.test(error.message)
  ) {
    return error instanceof Error ? error : new Error(String(error));
  }
  for (const [pattern, make] of rules) {
    const match = pattern.exec(error.message);
    if (match) return make(source, match);
  }
  return new QueryError('GENERIC_INTERNAL_ERROR', firstLine(error.message));
}

function columnNotFound(source: string, name: string, shown: string): QueryError {
  return new QueryError(
    'COLUMN_NOT_FOUND',
    `${placeOf(source, name)}: Column '${shown}' cannot be resolved or requester is not authorized to access requested resources`,
  );
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? message;
}

function trinoName(type: string): string {
  const names: Readonly<Record<string, string>> = {
    INT32: 'integer',
    INT64: 'bigint',
    INT16: 'smallint',
    INT8: 'tinyint',
    INTEGER_LITERAL: 'integer',
    STRING_LITERAL: 'varchar',
    FLOAT: 'real',
  };
  return names[type.trim()] ?? type.trim().toLowerCase();
}
