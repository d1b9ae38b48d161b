import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import type { Buckets } from '../../../../src/lab/ports/buckets.ts';
import { previewBytes, previewObject } from '../../../../src/lab/preview/previewObject.ts';
import { metadata } from '../../../../src/practice/services/athena/resultFiles.ts';
import { fakeAccount } from '../../../support/fakeAccount.ts';
import { tarFile } from '../../../support/tarFile.ts';

/** Buckets with one object, that note how many bytes of it are read. */
function bucketWith(bytes: Uint8Array): { buckets: Partial<Buckets>; readBytes: () => number } {
  let read = 0;
  return {
    readBytes: () => read,
    buckets: {
      describe: (_bucket, key) =>
        Promise.resolve(key === 'gone' ? undefined : { key, size: bytes.length, lastModified: new Date(0) }),
      read: (_bucket, _key, range) => {
        assert.ok(bytes.length || !range, 'an empty object has no range');
        const part = range ? bytes.subarray(range[0], range[1] + 1) : bytes;
        read += part.length;
        return Promise.resolve(part);
      },
    },
  };
}

const preview = (bytes: Uint8Array | string, key = 'key') =>
  previewObject(fakeAccount({ buckets: bucketWith(Buffer.from(bytes)).buckets }).ports, 'bucket', key);

async function textOf(bytes: Uint8Array | string) {
  const found = await preview(bytes);
  assert.equal(found?.kind, 'text');
  return found;
}

describe('The preview of an object', () => {
  it('is its text, to the last byte', async () => {
    const found = await textOf('FD001 1 1\nFD001 1 2 ü\n');
    assert.equal(found.text, 'FD001 1 1\nFD001 1 2 ü\n');
    assert.deepEqual([found.encoding, found.gzip, found.complete, found.json], ['UTF-8', false, true, false]);
  });

  it('is what is in a gzip, and in several put one after the other', async () => {
    const found = await textOf(Buffer.concat([gzipSync('one\n'), gzipSync('two\n')]));
    assert.deepEqual([found.text, found.gzip, found.complete], ['one\ntwo\n', true, true]);
  });

  it('is the first whole lines of a big text, of which no more is read', async () => {
    const line = `${'x'.repeat(99)}\n`;
    const { buckets, readBytes } = bucketWith(Buffer.from(line.repeat(30_000)));
    const found = await previewObject(fakeAccount({ buckets }).ports, 'bucket', 'key');
    assert.equal(found?.kind, 'text');
    assert.equal(found.complete, false);
    assert.equal(found.text, line.repeat(Math.floor(previewBytes / 100)));
    assert.equal(readBytes(), previewBytes);
  });

  it('is the first lines of a gzip of which only a part is read, without calling it damaged', async () => {
    let state = 1;
    const line = (): string => {
      state = (state * 48_271) % 2_147_483_647;
      return `${state}\n`;
    };
    const text = Array.from({ length: 500_000 }, line).join('');
    const packed = gzipSync(text);
    assert.ok(packed.length > previewBytes);
    const found = await textOf(packed);
    assert.deepEqual([found.gzip, found.complete, found.damaged], [true, false, false]);
    assert.ok(found.text.endsWith('\n') && text.startsWith(found.text));
    assert.ok(found.text.length > previewBytes - 100);
  });

  it('is only the first part of a small gzip that grows enormous', async () => {
    const found = await textOf(gzipSync('0123456789\n'.repeat(2_000_000)));
    assert.equal(found.complete, false);
    assert.ok(found.text.length <= previewBytes);
  });

  it('is what can be had of a gzip that breaks off, and says so', async () => {
    const found = await textOf(gzipSync('a line\n'.repeat(1000)).subarray(0, -12));
    assert.deepEqual([found.damaged, found.complete], [true, false]);
    assert.ok(found.text.startsWith('a line\n'));
  });

  it('sets JSON out in lines, whatever the key is called', async () => {
    const found = await textOf('{"a":[1.0,2],"b":{}}');
    assert.equal(found.json, true);
    assert.equal(found.text, '{\n  "a": [\n    1.0,\n    2\n  ],\n  "b": {}\n}\n');
  });

  it('leaves lines of JSON as they are', async () => {
    const found = await textOf('{"a":1}\n{"a":2}\n');
    assert.deepEqual([found.json, found.text], [false, '{"a":1}\n{"a":2}\n']);
  });

  it("names an archive's members", async () => {
    const tar = tarFile({ 'xgboost-model': Buffer.alloc(3000, 7), 'notes.txt': Buffer.from('hello') });
    for (const bytes of [tar, gzipSync(tar)]) {
      const found = await preview(bytes, 'output/model.tar.gz');
      assert.equal(found?.kind, 'archive');
      assert.deepEqual(
        found.entries.map(({ name, size }) => [name, size]),
        [
          ['xgboost-model', 3000],
          ['notes.txt', 5],
        ],
      );
      assert.equal(found.complete, true);
    }
  });

  it("names members that lie further off than a text's first part", async () => {
    const tar = tarFile({ big: Buffer.alloc(3 * previewBytes, 1), last: Buffer.from('end') });
    const found = await preview(gzipSync(tar));
    assert.equal(found?.kind, 'archive');
    assert.deepEqual(
      found.entries.map(({ name }) => name),
      ['big', 'last'],
    );
  });

  it('says what a binary object is, as far as its first bytes tell', async () => {
    const zip = await preview(Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]));
    assert.equal(zip?.kind, 'binary');
    assert.equal(zip.what, 'a zip archive');
    const other = await preview(Buffer.from([9, 0, 1, 2, 3]));
    assert.equal(other?.kind, 'binary');
    assert.equal(other.what, undefined);
    assert.deepEqual([...other.start], [9, 0, 1, 2, 3]);
    const columns = metadata('8f3c', [{ Name: 'subset', Type: 'varchar' }]);
    const beside = await preview(columns, 'results/8f3c.csv.metadata');
    assert.equal(beside?.kind === 'binary' && beside.what, "Athena's list of a result's columns");
  });

  it('asks of Parquet for its rows and columns only', async () => {
    const { buckets } = bucketWith(Buffer.from('PAR1 rest'));
    const columns = [{ name: 'unit_number', type: 'int32' }];
    const { ports } = fakeAccount({
      buckets,
      parquet: { describe: () => Promise.resolve({ rows: 7, columns }) },
    });
    const found = await previewObject(ports, 'bucket', 'part-0');
    assert.equal(found?.kind, 'parquet');
    assert.deepEqual([found.rows, found.columns], [7, columns]);
  });

  it('is empty for an empty object, and nothing for one that is not there', async () => {
    assert.equal((await textOf('')).text, '');
    assert.equal(await preview('', 'gone'), undefined);
  });
});
