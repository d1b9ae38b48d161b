import type { ColumnDefinition, Statement, Storage, TableDefinition, TableName } from './statement.ts';
import type { TokenReader } from './tokenReader.ts';

const storages: readonly string[] = [
  'TEXTFILE',
  'PARQUET',
  'JSON',
  'ORC',
  'AVRO',
  'RCFILE',
  'SEQUENCEFILE',
] satisfies Storage[];

interface Head {
  readonly table: TableName;
  readonly external: boolean;
  readonly ifNotExists: boolean;
}

type Clauses = { -readonly [Key in keyof TableDefinition]: TableDefinition[Key] };

/** CREATE [EXTERNAL] TABLE in Hive's form, from its columns on. Throws SqlSyntaxError. */
export function parseCreateTable(reader: TokenReader, head: Head): Statement {
  const clauses: Clauses = {
    ...head,
    columns: reader.next?.text === '(' ? reader.list(() => column(reader)) : [],
    partitionKeys: [],
    serdeProperties: {},
    properties: {},
  };
  while (reader.next) readClause(reader, clauses);
  return { kind: 'createTable', ...clauses };
}

function readClause(reader: TokenReader, clauses: Clauses): void {
  if (reader.accept('COMMENT')) clauses.comment = reader.text();
  else if (reader.accept('PARTITIONED', 'BY')) clauses.partitionKeys = reader.list(() => column(reader));
  else if (reader.accept('ROW', 'FORMAT', 'SERDE')) clauses.serde = reader.text();
  else if (reader.accept('WITH', 'SERDEPROPERTIES')) clauses.serdeProperties = properties(reader);
  else if (reader.accept('ROW', 'FORMAT', 'DELIMITED')) clauses.delimited = delimited(reader);
  else if (reader.accept('STORED', 'AS')) clauses.storage = storage(reader);
  else if (reader.accept('LOCATION')) clauses.location = reader.text();
  else if (reader.accept('TBLPROPERTIES')) clauses.properties = properties(reader);
  else {
    throw reader.mismatch(
      "'COMMENT', 'LOCATION', 'PARTITIONED', 'ROW', 'STORED', 'TBLPROPERTIES', 'WITH', <EOF>",
    );
  }
}

function column(reader: TokenReader): ColumnDefinition {
  const name = reader.identifier();
  const type = hiveType(reader);
  return reader.accept('COMMENT') ? { name, type, comment: reader.text() } : { name, type };
}

/** A type's text up to the comma or parenthesis that ends it: `decimal(10,2)`, `struct<a:int,b:array<string>>`. */
function hiveType(reader: TokenReader): string {
  let type = '';
  let depth = 0;
  for (;;) {
    const { next } = reader;
    if (
      !next ||
      (depth === 0 && (next.text === ',' || next.text === ')' || next.text.toUpperCase() === 'COMMENT'))
    )
      break;
    if ('<('.includes(next.text)) depth += 1;
    if ('>)'.includes(next.text)) depth -= 1;
    type += reader.take().text.toLowerCase();
  }
  if (!type) throw reader.mismatch('<type>');
  return type;
}

function properties(reader: TokenReader): Record<string, string> {
  return Object.fromEntries(
    reader.list((): [string, string] => {
      const name = reader.text();
      reader.expectSymbol('=');
      return [name, reader.text()];
    }),
  );
}

function delimited(reader: TokenReader): NonNullable<TableDefinition['delimited']> {
  const found: NonNullable<Clauses['delimited']> = {};
  for (;;) {
    if (reader.accept('FIELDS', 'TERMINATED', 'BY')) {
      found.fields = unescaped(reader.text());
      if (reader.accept('ESCAPED', 'BY')) reader.text();
    } else if (reader.accept('NULL', 'DEFINED', 'AS')) found.nullText = unescaped(reader.text());
    else if (reader.accept('LINES', 'TERMINATED', 'BY')) reader.text();
    else if (reader.accept('COLLECTION', 'ITEMS', 'TERMINATED', 'BY')) reader.text();
    else if (reader.accept('MAP', 'KEYS', 'TERMINATED', 'BY')) reader.text();
    else return found;
  }
}

/** Hive's escapes in a delimiter: `\t`, `\001`, `\u0001`; a `\N` of NULL stays what it is. */
function unescaped(text: string): string {
  return text
    .replace(/\\u([0-9a-fA-F]{4})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(parseInt(code, 8)))
    .replace(/\\([tn\\])/g, (_, letter: string) => ({ t: '\t', n: '\n' })[letter] ?? letter);
}

function storage(reader: TokenReader): Storage {
  if (reader.accept('INPUTFORMAT')) {
    const input = reader.text();
    reader.expect('OUTPUTFORMAT');
    reader.text();
    if (/parquet/i.test(input)) return 'PARQUET';
    return input.includes('TextInputFormat') ? 'TEXTFILE' : 'OTHER';
  }
  const name = reader.word();
  if (!storages.includes(name)) throw reader.mismatch(storages.map((each) => `'${each}'`).join(', '));
  reader.take();
  return name as Storage;
}
