import { Readable } from 'node:stream';
import type { LabAccount, Ports } from '../../src/lab/account.ts';
import type { Buckets } from '../../src/lab/ports/buckets.ts';
import type { DeliveryStreams } from '../../src/lab/ports/deliveryStreams.ts';

/** Objects of fake buckets: bucket, key, text. */
export type FakeObjects = Map<string, Map<string, string>>;

/** A port of which only some methods exist; any other one fails the test that calls it. */
export function partialPort<T extends object>(methods: Partial<T>): T {
  return new Proxy(methods, {
    get: (target, name) =>
      (Reflect.get(target, name) as unknown) ??
      (() => Promise.reject(new Error(`The fake does not do ${String(name)}.`))),
  }) as T;
}

/** An account over fakes; ports not given fail the test that uses them. */
export function fakeAccount(ports: Partial<{ [Name in keyof Ports]: Partial<Ports[Name]> }>): LabAccount {
  const all = new Proxy(ports, {
    get: (target, name): unknown => partialPort((Reflect.get(target, name) as object | undefined) ?? {}),
  }) as Ports;
  return {
    kind: 'practice',
    region: 'us-east-1',
    identity: { account: '123456789012', arn: 'arn:aws:iam::123456789012:user/test' },
    pace: 0,
    ports: all,
    close: () => undefined,
  };
}

/** Buckets in memory; their objects were last modified at the same time. */
export function fakeBuckets(objects: FakeObjects, lastModified = new Date(0)): Partial<Buckets> {
  const bucketOf = (name: string): Map<string, string> => {
    const bucket = objects.get(name);
    if (!bucket)
      throw Object.assign(new Error('The specified bucket does not exist'), { name: 'NoSuchBucket' });
    return bucket;
  };
  return {
    list: () => Promise.resolve([...objects.keys()].map((name) => ({ name, created: undefined }))),
    region: () => Promise.resolve('us-east-1'),
    create: (name) => {
      objects.set(name, new Map());
      return Promise.resolve();
    },
    delete: (name) => {
      objects.delete(name);
      return Promise.resolve();
    },
    objects: async function* (bucket, prefix) {
      await Promise.resolve();
      for (const [key, text] of [...bucketOf(bucket)].sort()) {
        if (key.startsWith(prefix)) yield { key, size: Buffer.byteLength(text), lastModified };
      }
    },
    open: (bucket, key) => Promise.resolve(Readable.from([Buffer.from(bucketOf(bucket).get(key) ?? '')])),
    read: (bucket, key) => {
      const text = bucketOf(bucket).get(key);
      return Promise.resolve(text === undefined ? undefined : Buffer.from(text));
    },
    put: (bucket, key, body) => {
      bucketOf(bucket).set(key, Buffer.from(body).toString());
      return Promise.resolve();
    },
    describe: (bucket, key) => {
      const text = bucketOf(bucket).get(key);
      return Promise.resolve(
        text === undefined ? undefined : { key, size: Buffer.byteLength(text), lastModified },
      );
    },
    putNew: (bucket, key, body) => {
      const isNew = !bucketOf(bucket).has(key);
      if (isNew) bucketOf(bucket).set(key, body);
      return Promise.resolve(isNew);
    },
    remove: (bucket, keys) => {
      for (const key of keys) bucketOf(bucket).delete(key);
      return Promise.resolve();
    },
  };
}

/** A delivery stream in memory that delivers each batch at once, except for the records that `refuse` picks. */
export function fakeStream(
  name: string,
  bucket: string,
  objects: FakeObjects,
  refuse: (record: string, call: number) => string | undefined = () => undefined,
): Partial<DeliveryStreams> & { calls: number[] } {
  const calls: number[] = [];
  return {
    calls,
    list: () => Promise.resolve([name]),
    describe: () =>
      Promise.resolve({
        name,
        status: 'ACTIVE' as const,
        bucket,
        prefix: 'streaming_submissions/',
        bufferSeconds: 60,
        bufferMiB: 5,
        compression: 'UNCOMPRESSED',
        role: 'arn:aws:iam::123456789012:role/firehose',
      }),
    put: (_name, records) => {
      const call = calls.push(records.length);
      const texts = records.map((record) => Buffer.from(record).toString());
      const codes = texts.map((text) => refuse(text, call));
      const taken = texts.filter((_, index) => codes[index] === undefined).join('');
      const key = `streaming_submissions/2025/01/01/08/${name}-${String(call).padStart(6, '0')}`;
      if (taken) objects.get(bucket)?.set(key, taken);
      return Promise.resolve(
        codes.flatMap((code, index) => (code === undefined ? [] : [{ index, code, message: 'Slow down.' }])),
      );
    },
  };
}
