import { parseAlterTable } from './parseAlterTable.ts';
import { parseCreateTable } from './parseCreateTable.ts';
import { parseShow } from './parseShow.ts';
import type { PropertyValue, Statement } from './statement.ts';
import { TokenReader } from './tokenReader.ts';
import { SqlSyntaxError } from './tokens.ts';

/** Statements that Athena runs and the practice account does not. */
const refused = [
  'UNLOAD',
  'PREPARE',
  'EXECUTE',
  'DEALLOCATE',
  'MERGE',
  'UPDATE',
  'DELETE',
  'VACUUM',
  'OPTIMIZE',
  'ANALYZE',
];

/** How Athena's parser lists what a statement may begin with. */
const beginnings =
  "'ALTER', 'ANALYZE', 'CALL', 'COMMIT', 'CREATE', 'DEALLOCATE', 'DELETE', 'DENY', 'DESC', 'DESCRIBE', 'DROP', 'EXECUTE', " +
  "'EXPLAIN', 'GRANT', 'INSERT', 'MERGE', 'PREPARE', 'REFRESH', 'RESET', 'REVOKE', 'ROLLBACK', 'SET', 'SHOW', 'START', " +
  "'TRUNCATE', 'UPDATE', 'USE', 'WITH', <query>";

/** Words that a statement of Athena's may begin with. */
export const athenaBeginnings: readonly string[] = [
  ...[...beginnings.matchAll(/'([A-Z]+)'/g)].map(([, word]) => word ?? ''),
  ...refused,
];

/** Tells a statement's kind and reads all of it but its query. Throws SqlSyntaxError. */
export function parseStatement(sql: string): Statement {
  const reader = new TokenReader(sql);
  if (['SELECT', 'WITH', 'VALUES', 'TABLE'].includes(reader.word()) || reader.next?.text === '(') {
    return { kind: 'select', query: reader.rest() };
  }
  if (reader.accept('EXPLAIN')) return parseExplain(reader);
  if (reader.accept('INSERT', 'INTO')) return parseInsert(reader);
  if (reader.accept('CREATE')) return parseCreate(reader);
  if (reader.accept('DROP')) return parseDrop(reader);
  if (reader.accept('SHOW')) return parseShow(reader);
  if (reader.accept('DESCRIBE') || reader.accept('DESC')) {
    const formatted = reader.accept('FORMATTED') || reader.accept('EXTENDED');
    return ended(reader, { kind: 'describe', formatted, table: reader.tableName() });
  }
  if (reader.accept('MSCK')) {
    reader.expect('REPAIR', 'TABLE');
    return ended(reader, { kind: 'repairTable', table: reader.tableName() });
  }
  if (reader.accept('ALTER')) return parseAlterTable(reader);
  if (refused.includes(reader.word())) {
    throw new SqlSyntaxError(`The practice account does not run ${reader.word()} statements.`);
  }
  throw reader.mismatch(beginnings);
}

/** The statement, when nothing follows it. */
function ended<T extends Statement>(reader: TokenReader, statement: T): T {
  reader.end();
  return statement;
}

function parseExplain(reader: TokenReader): Statement {
  if (reader.word() === 'ANALYZE' || reader.next?.text === '(') {
    throw new SqlSyntaxError('The practice account explains a query without options only: EXPLAIN SELECT ….');
  }
  return { kind: 'explain', query: reader.rest() };
}

function parseInsert(reader: TokenReader): Statement {
  const table = reader.tableName();
  const named = reader.next?.text === '(' && !['SELECT', 'WITH', 'VALUES'].includes(reader.word(1));
  const columns = named ? reader.list(() => reader.identifier()) : undefined;
  if (!reader.next) throw reader.mismatch("'SELECT', 'VALUES', 'WITH', <query>");
  return { kind: 'insert', table, ...(columns ? { columns } : {}), query: reader.rest() };
}

function parseCreate(reader: TokenReader): Statement {
  if (reader.accept('DATABASE') || reader.accept('SCHEMA')) return parseCreateDatabase(reader);
  const orReplace = reader.accept('OR', 'REPLACE');
  if (reader.accept('VIEW')) {
    const table = reader.tableName();
    reader.expect('AS');
    return { kind: 'createView', table, orReplace, query: reader.rest() };
  }
  if (orReplace) throw reader.mismatch("'MATERIALIZED', 'MULTI', 'PROTECTED', 'VIEW'");
  const external = reader.accept('EXTERNAL');
  if (!reader.accept('TABLE'))
    throw reader.mismatch("'DATABASE', 'EXTERNAL', 'OR', 'SCHEMA', 'TABLE', 'VIEW'");
  const ifNotExists = reader.accept('IF', 'NOT', 'EXISTS');
  const table = reader.tableName();
  if (external || (reader.next?.text === '(' && reader.word(1) !== 'SELECT')) {
    return parseCreateTable(reader, { external, ifNotExists, table });
  }
  const properties = reader.accept('WITH') ? parseProperties(reader) : {};
  reader.expect('AS');
  const [query, withData] = withoutData(reader.rest());
  return { kind: 'createTableAs', table, ifNotExists, properties, query, withData };
}

function withoutData(query: string): [string, boolean] {
  const match = /\bWITH\s+(NO\s+)?DATA\s*$/i.exec(query);
  return match ? [query.slice(0, match.index), match[1] === undefined] : [query, true];
}

function parseProperties(reader: TokenReader): Record<string, PropertyValue> {
  const pairs = reader.list((): [string, PropertyValue] => {
    const name = reader.identifier();
    reader.expectSymbol('=');
    return [name, parseProperty(reader)];
  });
  return Object.fromEntries(pairs);
}

function parseProperty(reader: TokenReader): PropertyValue {
  if (reader.accept('ARRAY')) {
    reader.expectSymbol('[');
    const items = [reader.text()];
    while (reader.acceptSymbol(',')) items.push(reader.text());
    reader.expectSymbol(']');
    return items;
  }
  if (reader.accept('TRUE')) return true;
  if (reader.accept('FALSE')) return false;
  if (reader.next?.kind === 'number') return Number(reader.take().text);
  return reader.text();
}

function parseCreateDatabase(reader: TokenReader): Statement {
  const ifNotExists = reader.accept('IF', 'NOT', 'EXISTS');
  const database = reader.identifier();
  const comment = reader.accept('COMMENT') ? reader.text() : undefined;
  const location = reader.accept('LOCATION') ? reader.text() : undefined;
  if (reader.accept('WITH', 'DBPROPERTIES')) {
    reader.list(() => {
      reader.text();
      reader.expectSymbol('=');
      return reader.text();
    });
  }
  return ended(reader, {
    kind: 'createDatabase',
    database,
    ifNotExists,
    ...(comment === undefined ? {} : { comment }),
    ...(location === undefined ? {} : { location }),
  });
}

function parseDrop(reader: TokenReader): Statement {
  if (reader.accept('DATABASE') || reader.accept('SCHEMA')) {
    const ifExists = reader.accept('IF', 'EXISTS');
    const database = reader.identifier();
    const cascade = reader.accept('CASCADE');
    if (!cascade) reader.accept('RESTRICT');
    return ended(reader, { kind: 'dropDatabase', database, ifExists, cascade });
  }
  const kind = reader.accept('VIEW') ? 'dropView' : 'dropTable';
  if (kind === 'dropTable' && !reader.accept('TABLE'))
    throw reader.mismatch("'DATABASE', 'SCHEMA', 'TABLE', 'VIEW'");
  const ifExists = reader.accept('IF', 'EXISTS');
  const table = reader.tableName();
  reader.accept('PURGE');
  return ended(reader, { kind, ifExists, table });
}
