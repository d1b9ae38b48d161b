import { GetObjectCommand, ListBucketsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { ClientSettings } from '../../src/accounts/clientVariables.ts';

const objects = 3000;
const inFlight = 8;

/** Puts and gets of objects of 1 KB per second, through the SDK's client, several in flight. */
export async function objectRates(settings: ClientSettings): Promise<{ puts: number; gets: number }> {
  const client = new S3Client({ ...settings, forcePathStyle: true });
  try {
    const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
    const Bucket = Buckets.find(({ Name }) => Name?.startsWith('datalake-published-data-'))?.Name;
    const body = Buffer.alloc(1024, 'x');
    const key = (index: number) => `bench/${index}`;
    const puts = await rate((index) =>
      client.send(new PutObjectCommand({ Bucket, Key: key(index), Body: body })),
    );
    const gets = await rate(async (index) => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key(index) }));
      await Body?.transformToByteArray();
    });
    return { puts, gets };
  } finally {
    client.destroy();
  }
}

async function rate(work: (index: number) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let next = 0;
  const worker = async () => {
    while (next < objects) await work(next++);
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return objects / ((performance.now() - start) / 1000);
}
