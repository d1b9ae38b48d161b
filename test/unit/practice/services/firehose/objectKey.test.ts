import assert from 'node:assert/strict';
import type { Delivery } from '../../../../../src/practice/services/firehose/deliveryStream.ts';
import { objectKey } from '../../../../../src/practice/services/firehose/objectKey.ts';

const delivery = (prefix: string, compression: 'UNCOMPRESSED' | 'GZIP', version = 1): Delivery => ({
  stream: 'streaming_submissions-a',
  version,
  destination: { bucket: 'b', roleArn: 'r', prefix, sizeMiB: 5, intervalSeconds: 60, compression },
});

describe('the key of a delivered object', () => {
  const oldest = Date.UTC(2024, 1, 3, 4, 5, 6, 789);

  it('has prefix, hour in UTC, stream, version, time and id', () => {
    assert.equal(
      objectKey(delivery('in/', 'UNCOMPRESSED'), oldest, 'ID'),
      'in/2024/02/03/04/streaming_submissions-a-1-2024-02-03-04-05-06-ID',
    );
  });

  it('has the prefix as it is, and an ending for its compression', () => {
    assert.equal(
      objectKey(delivery('in', 'GZIP', 12), oldest, 'ID'),
      'in2024/02/03/04/streaming_submissions-a-12-2024-02-03-04-05-06-ID.gz',
    );
  });
});
