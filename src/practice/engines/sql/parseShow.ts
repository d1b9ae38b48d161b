import type { Statement } from './statement.ts';
import type { TokenReader } from './tokenReader.ts';

/** A SHOW statement, behind its first word. Throws SqlSyntaxError. */
export function parseShow(reader: TokenReader): Statement {
  const statement = parseKind(reader);
  reader.end();
  return statement;
}

function parseKind(reader: TokenReader): Statement {
  if (reader.accept('DATABASES') || reader.accept('SCHEMAS')) {
    return { kind: 'showDatabases', ...pattern(reader) };
  }
  if (reader.accept('TABLES')) return { kind: 'showTables', ...inDatabase(reader), ...pattern(reader) };
  if (reader.accept('VIEWS')) return { kind: 'showViews', ...inDatabase(reader), ...pattern(reader) };
  if (reader.accept('PARTITIONS')) return { kind: 'showPartitions', table: reader.tableName() };
  if (reader.accept('TBLPROPERTIES')) return { kind: 'showTableProperties', table: reader.tableName() };
  if (reader.accept('CREATE', 'TABLE')) return { kind: 'showCreateTable', table: reader.tableName() };
  if (reader.accept('CREATE', 'VIEW')) return { kind: 'showCreateView', table: reader.tableName() };
  if (reader.accept('COLUMNS')) {
    if (!reader.accept('IN')) reader.expect('FROM');
    const table = reader.tableName();
    // `SHOW COLUMNS IN t IN db` names the database behind.
    const database = reader.accept('IN') || reader.accept('FROM') ? { database: reader.identifier() } : {};
    return { kind: 'showColumns', table: { ...table, ...database } };
  }
  throw reader.mismatch(
    "'COLUMNS', 'CREATE', 'DATABASES', 'PARTITIONS', 'SCHEMAS', 'TABLES', 'TBLPROPERTIES', 'VIEWS'",
  );
}

function inDatabase(reader: TokenReader): { database?: string } {
  return reader.accept('IN') || reader.accept('FROM') ? { database: reader.identifier() } : {};
}

function pattern(reader: TokenReader): { pattern?: string } {
  reader.accept('LIKE');
  return reader.next ? { pattern: reader.text() } : {};
}
