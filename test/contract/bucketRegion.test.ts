import { S3Client } from '@aws-sdk/client-s3';
import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createBuckets } from '../../src/aws/buckets.ts';

describe("a bucket's region", () => {
  it('is taken from the refusal of a region that the bucket is not in', async () => {
    const server = http.createServer((_request, reply) => {
      reply.writeHead(301, { 'content-type': 'application/xml', 'x-amz-bucket-region': 'eu-west-1' });
      reply.end('<Error><Code>PermanentRedirect</Code><Message>Use another endpoint.</Message></Error>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const client = new S3Client({
      region: 'us-west-2',
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      forcePathStyle: true,
      credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
    });
    try {
      assert.equal(await createBuckets(client, 'us-west-2').region('theirs'), 'eu-west-1');
    } finally {
      client.destroy();
      server.close();
      server.closeAllConnections();
    }
  });
});
