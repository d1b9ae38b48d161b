import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Deliveries } from '../../../../../src/practice/services/firehose/deliveries.ts';
import type { DeliveryStream } from '../../../../../src/practice/services/firehose/deliveryStream.ts';
import {
  createObjects,
  type Objects,
  type StoredObject,
} from '../../../../../src/practice/services/s3/objects.ts';
import { createClock } from '../../../../../src/practice/clock.ts';
import { openStore } from '../../../../../src/practice/store/store.ts';
import { until } from '../../../../support/practiceProcess.ts';

const bytes = (text: string) => [Buffer.from(text)];

describe('deliveries', () => {
  let folder: string;
  const opened: Deliveries[] = [];
  /** Those of killed processes: what they still do is not waited for. */
  const killed: Deliveries[] = [];
  const kill = () => killed.push(...opened.splice(0));
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'deliveries-'));
  });
  afterEach(async () => {
    for (const deliveries of killed.splice(0)) void deliveries.close();
    for (const deliveries of opened.splice(0)) await deliveries.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /**
   * Opens the account on the folder as it is, as after a kill: nothing that was open is closed. `wrap` stands between
   * the deliveries and the objects.
   */
  function open(compression: 'UNCOMPRESSED' | 'GZIP', wrap = (objects: Objects) => objects) {
    const store = openStore(folder);
    const objects = createObjects(store);
    objects.createBucket('lab');
    const streams = store.table<DeliveryStream>('deliveryStreams');
    const destination = {
      bucket: 'lab',
      roleArn: 'r',
      prefix: 'in/',
      sizeMiB: 1,
      intervalSeconds: 900,
      compression,
    };
    const stream: DeliveryStream = { name: 's', status: 'ACTIVE', created: 0, destination };
    streams.set('s', stream);
    const deliveries = new Deliveries({ store, clock: createClock(1), objects: wrap(objects), streams });
    opened.push(deliveries);
    return { deliveries, objects, stream };
  }

  async function delivered(objects: Objects): Promise<string[]> {
    const all = objects.list('lab');
    const contents = await Promise.all(all.map((object) => objects.read(object)));
    return contents.map((content, index) =>
      (all[index]!.key.endsWith('.gz') ? gunzipSync(content) : content).toString(),
    );
  }

  const buffers = () => readdirSync(path.join(folder, 'firehose'));

  it('deliver at once what fills a buffer, and keep the rest together', async () => {
    const { deliveries, objects, stream } = open('UNCOMPRESSED');
    const batch = Buffer.alloc(400_000, 'line\n');
    for (let round = 0; round < 4; round += 1) deliveries.append(stream, [batch]);
    await until('the full buffer is delivered', () => objects.list('lab').length === 1);
    assert.equal(objects.list('lab')[0]?.size, 1_200_000);
    await deliveries.flush('s');
    assert.deepEqual(
      objects
        .list('lab')
        .map(({ size }) => size)
        .sort(),
      [1_200_000, 400_000],
    );
    assert.deepEqual(buffers(), []);
  });

  for (const compression of ['UNCOMPRESSED', 'GZIP'] as const) {
    describe(`of ${compression} streams, killed`, () => {
      /** A delivery that a kill stops: after `adopt`, what `then` does, and nothing more. */
      async function killDelivery(then: (adopted: StoredObject, file: string) => void): Promise<void> {
        let isKilled = false;
        const { deliveries, stream } = open(compression, (objects) => ({
          ...delegate(objects),
          adopt: async (bucket, key, file) => {
            then(await objects.adopt(bucket, key, file), file);
            isKilled = true;
            return new Promise<never>(() => undefined);
          },
        }));
        kill();
        deliveries.append(stream, bytes('one\n'));
        deliveries.append(stream, bytes('two\n'));
        void deliveries.flush('s');
        await until('the delivery is stopped', () => isKilled);
      }

      async function deliversOnce(): Promise<void> {
        const { objects } = open(compression);
        await until('the buffers are gone', () => buffers().length === 0);
        assert.deepEqual(await delivered(objects), ['one\ntwo\n']);
      }

      it('before a delivery, deliver afterwards what was acknowledged and nothing else', async () => {
        const { deliveries, stream } = open(compression);
        kill();
        deliveries.append(stream, bytes('one\n'));
        deliveries.append(stream, bytes('two\n'));
        const [file = ''] = buffers();
        appendFileSync(path.join(folder, 'firehose', file), 'a batch that the kill tore ap');
        writeFileSync(path.join(folder, 'firehose', `${file}.gz`), 'half compressed');
        writeFileSync(path.join(folder, 'firehose', 'of-an-unacknowledged-batch'), 'x');
        await deliversOnce();
        await Promise.all(opened.splice(0).map((each) => each.close()));
        await deliversOnce();
      });

      it('while the object is recorded and its file not yet moved, deliver once', async () => {
        await killDelivery((adopted, file) => renameSync(adopted.path, file));
        await deliversOnce();
      });

      it('while the object is there and its buffer not yet forgotten, deliver once', async () => {
        await killDelivery(() => undefined);
        await deliversOnce();
      });
    });
  }

  it('write every record before they acknowledge it', () => {
    const { deliveries, stream } = open('UNCOMPRESSED');
    deliveries.append(stream, bytes('here\n'));
    const [file = ''] = buffers();
    assert.equal(readFileSync(path.join(folder, 'firehose', file), 'utf8'), 'here\n');
    assert.match(readFileSync(path.join(folder, 'state.jsonl'), 'utf8'), /"bytes":5/);
  });
});

/** The methods of the objects that deliveries use. */
function delegate(objects: Objects): Objects {
  return {
    folder: objects.folder,
    buckets: () => objects.buckets(),
    createBucket: (name) => objects.createBucket(name),
    bucketExists: (name) => objects.bucketExists(name),
    head: (bucket, key) => objects.head(bucket, key),
    list: (bucket, prefix) => objects.list(bucket, prefix),
    read: (object) => objects.read(object),
    put: (bucket, key, body, contentType) => objects.put(bucket, key, body, contentType),
    adopt: (bucket, key, file) => objects.adopt(bucket, key, file),
    delete: (bucket, key) => objects.delete(bucket, key),
  };
}
