import assert from 'node:assert/strict';
import {
  createReadStream,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { createObjects, parseS3Uri } from '../../../../../src/practice/services/s3/objects.ts';
import { openStore } from '../../../../../src/practice/store/store.ts';

describe('the objects of the account', () => {
  let folder: string;
  /** Opens the store as it is on disk; what was open before is not closed, as when a process is killed. */
  const open = () => createObjects(openStore(folder));
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'objects-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('keeps bytes, size and ETag of texts, bytes and streams over a kill', async () => {
    const objects = open();
    objects.createBucket('lab');
    await objects.put('lab', 'text', 'hällo');
    await objects.put('lab', 'bytes', new Uint8Array([1, 2, 3]));
    const large = Buffer.alloc(3_000_000, 'abc');
    await objects.put(
      'lab',
      'stream',
      Readable.from([large.subarray(0, 1_000_000), large.subarray(1_000_000)]),
    );
    const again = open();
    assert.deepEqual(
      again.list('lab').map(({ key, size }) => [key, size]),
      [
        ['bytes', 3],
        ['stream', 3_000_000],
        ['text', 6],
      ],
    );
    assert.deepEqual(await again.read(again.head('lab', 'stream')!), large);
    assert.equal(again.head('lab', 'text')?.etag, '"38bbce5fb3d0aec801f9eab39182fa7a"');
  });

  it('lists a prefix in the order of the keys’ UTF-8 bytes', async () => {
    const objects = open();
    objects.createBucket('lab');
    const keys = ['a', 'a/', 'a//b', 'a/b', 'a0', 'ä', '\uffee', '😀', '..', 'a b', 'a+b', 'a%2Fb'];
    for (const key of keys) await objects.put('lab', key, key);
    const byBytes = (x: string, y: string) => Buffer.compare(Buffer.from(x), Buffer.from(y));
    assert.deepEqual(
      objects.list('lab').map(({ key }) => key),
      [...keys].sort(byBytes),
    );
    assert.deepEqual(
      objects.list('lab', 'a/').map(({ key }) => key),
      ['a/', 'a//b', 'a/b'],
    );
    assert.deepEqual(objects.list('lab', 'zz'), []);
  });

  it('keeps the endings that tell format and compression, and nothing else of a key', async () => {
    const objects = open();
    objects.createBucket('lab');
    const ending = async (key: string) => path.basename((await objects.put('lab', key, '')).path).slice(36);
    assert.equal(await ending('x/part-0.snappy.parquet'), '.snappy.parquet');
    assert.equal(await ending('../../etc/data.CSV'), '.csv');
    assert.equal(await ending('a.gz'), '.gz');
    assert.equal(await ending('a.csv.gz'), '.csv.gz');
    assert.equal(await ending('a.exe'), '');
  });

  it('removes the bytes of replaced and deleted objects, but lets an open reader end', async () => {
    const objects = open();
    objects.createBucket('lab');
    const first = await objects.put('lab', 'k', Buffer.alloc(200_000, 1));
    const reader = createReadStream('', { fd: openSync(first.path, 'r') });
    await objects.put('lab', 'k', 'second');
    assert.equal(readdirSync(objects.folder).length, 1);
    const chunks = await reader.toArray();
    assert.equal(Buffer.concat(chunks as Buffer[]).length, 200_000);
    assert.equal(objects.delete('lab', 'k'), true);
    assert.equal(objects.delete('lab', 'k'), false);
    assert.deepEqual(readdirSync(objects.folder), []);
  });

  it('removes what a killed process wrote but did not record', async () => {
    const objects = open();
    objects.createBucket('lab');
    await objects.put('lab', 'k', 'kept');
    writeFileSync(path.join(objects.folder, 'half-written'), 'x');
    const again = open();
    assert.equal(readdirSync(again.folder).length, 1);
    assert.equal(String(await again.read(again.head('lab', 'k')!)), 'kept');
  });

  it('leaves nothing of a body that breaks off', async () => {
    const objects = open();
    objects.createBucket('lab');
    const broken = Readable.from(
      (function* () {
        yield Buffer.alloc(600_000);
        throw new Error('gone');
      })(),
    );
    await assert.rejects(objects.put('lab', 'k', broken), /gone/);
    assert.equal(objects.head('lab', 'k'), undefined);
    assert.deepEqual(readdirSync(objects.folder), []);
  });

  it('adopts a file by moving it', async () => {
    const objects = open();
    objects.createBucket('lab');
    const file = path.join(folder, 'finished');
    writeFileSync(file, 'lines');
    const { size, etag } = await objects.adopt('lab', 'k', file);
    assert.deepEqual([size, etag], [5, '"980da98409d058c365664ff7ea33dd6b"']);
    assert.deepEqual(readdirSync(folder).sort(), ['objects', 'state.jsonl', 'uploads']);
    assert.equal(String(await readFile(open().head('lab', 'k')!.path)), 'lines');
  });

  it('finishes the move of an adopted file that a killed process had recorded only', async () => {
    const objects = open();
    objects.createBucket('lab');
    const file = path.join(folder, 'finished');
    writeFileSync(file, 'lines');
    const { path: blob } = await objects.adopt('lab', 'k', file);
    renameSync(blob, file);
    const again = open();
    assert.equal(readFileSync(again.head('lab', 'k')!.path, 'utf8'), 'lines');
  });

  it('refuses a bucket it does not have, and one that is not empty where it should go', async () => {
    const objects = open();
    await assert.rejects(objects.put('none', 'k', ''), { code: 'NoSuchBucket' });
    objects.createBucket('lab');
    await objects.put('lab', 'k', '');
    assert.throws(() => objects.deleteBucket('lab'), { code: 'BucketNotEmpty' });
    objects.delete('lab', 'k');
    objects.deleteBucket('lab');
    assert.deepEqual(open().buckets(), []);
  });
});

describe('an S3 URI', () => {
  it('is read in its two parts', () => {
    assert.deepEqual(parseS3Uri('s3://b/a//c'), { bucket: 'b', key: 'a//c' });
    assert.deepEqual(parseS3Uri('s3a://b'), { bucket: 'b', key: '' });
    assert.equal(parseS3Uri('http://b/a'), undefined);
  });
});
