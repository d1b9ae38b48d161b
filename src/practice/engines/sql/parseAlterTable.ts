import type { PartitionSpec, Statement } from './statement.ts';
import type { TokenReader } from './tokenReader.ts';
import { SqlSyntaxError } from './tokens.ts';

/** ALTER TABLE … ADD or DROP PARTITION, behind its first word. Throws SqlSyntaxError; other forms are refused by name. */
export function parseAlterTable(reader: TokenReader): Statement {
  reader.expect('TABLE');
  const table = reader.tableName();
  const add = reader.accept('ADD');
  if (!add && !reader.accept('DROP')) throw refusedForm(reader);
  const guarded = add ? reader.accept('IF', 'NOT', 'EXISTS') : reader.accept('IF', 'EXISTS');
  const partitions: PartitionSpec[] = [];
  do {
    if (!reader.accept('PARTITION')) throw refusedForm(reader);
    const values = Object.fromEntries(reader.list(() => partitionValue(reader)));
    const location = add && reader.accept('LOCATION') ? { location: reader.text() } : {};
    partitions.push({ values, ...location });
    reader.acceptSymbol(',');
  } while (reader.next);
  return add
    ? { kind: 'addPartitions', table, ifNotExists: guarded, partitions }
    : { kind: 'dropPartitions', table, ifExists: guarded, partitions };
}

function partitionValue(reader: TokenReader): [string, string] {
  const name = reader.identifier();
  reader.expectSymbol('=');
  return [name, reader.next?.kind === 'number' ? reader.take().text : reader.text()];
}

function refusedForm(reader: TokenReader): SqlSyntaxError {
  return new SqlSyntaxError(
    `The practice account alters tables with ADD PARTITION and DROP PARTITION only, not with ${reader.word() || 'this'}.`,
  );
}
