import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createSqlErrorReader, type SqlErrorReader } from '../../../../src/ui/files/sqlErrorReader.ts';

/** Answers with an error whose words are the text, and its own number; breaks down when told to. */
const program = `
import { parentPort, threadId } from 'node:worker_threads';
parentPort.on('message', ({ id, sql }) => {
  if (sql === 'crash') throw new Error('broken');
  if (sql === 'exit') process.exit(3);
  parentPort.postMessage({ id, errors: [{ offset: 0, length: threadId, message: sql }] });
});
`;

describe('the thread that reads SQL texts', () => {
  let folder: string;
  let file: string;
  let reader: SqlErrorReader;
  const breakdowns: unknown[] = [];
  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'reader-'));
    file = path.join(folder, 'worker.mjs');
    writeFileSync(file, program);
  });
  after(() => rmSync(folder, { recursive: true }));
  beforeEach(() => {
    breakdowns.length = 0;
    reader = createSqlErrorReader(file, (error) => breakdowns.push(error));
  });
  afterEach(() => reader.dispose());

  const thread = async (sql: string) => (await reader.read('t', sql))?.[0]?.length;

  it('is one for all texts, and answers each with its own', async () => {
    const [a, b] = await Promise.all([reader.read('a', 'one'), reader.read('b', 'two')]);
    assert.deepEqual([a?.[0]?.message, b?.[0]?.message], ['one', 'two']);
    assert.equal(a?.[0]?.length, b?.[0]?.length, 'the same thread');
  });

  it('reads the latest text of a document only', async () => {
    const answers = await Promise.all(
      ['first', 'second', 'third', 'last'].map(async (sql) => reader.read('a', sql)),
    );
    assert.deepEqual(
      answers.map((found) => found?.[0]?.message),
      ['first', undefined, undefined, 'last'],
    );
  });

  for (const way of ['crash', 'exit']) {
    it(`starts anew when it broke down (${way}), and goes on with what waits`, async () => {
      const [broken, waited] = await Promise.all([reader.read('a', way), reader.read('b', 'after')]);
      assert.equal(broken, undefined);
      assert.equal(waited?.[0]?.message, 'after');
      assert.equal(breakdowns.length, 1);
    });
  }

  it('ends when nobody asks for a while, and starts anew when somebody does', async () => {
    reader.dispose();
    reader = createSqlErrorReader(file, (error) => breakdowns.push(error), 1);
    const first = await thread('x');
    let second = first;
    const end = Date.now() + 10_000;
    while (second === first && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      second = await thread('x');
    }
    assert.notEqual(second, first);
    assert.deepEqual(breakdowns, []);
  });

  it('leaves nobody waiting when it is disposed', async () => {
    const both = Promise.all([reader.read('a', 'one'), reader.read('b', 'two')]);
    reader.dispose();
    assert.deepEqual(await both, [undefined, undefined]);
  });
});
