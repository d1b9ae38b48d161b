import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { defaultEvent } from '../../../../src/lab/event.ts';
import type { DeliveryStream } from '../../../../src/lab/ports/deliveryStreams.ts';
import { findingsWith, type Ills } from '../../../support/healthyLab.ts';
import { fakeResources, resourceNames } from '../../../support/fakeResources.ts';

/** A delivery stream that differs in this from a healthy one. */
const streamWith = (change: Partial<DeliveryStream>): Ills => ({
  ports: {
    streams: {
      ...fakeResources.ports.streams,
      describe: async (name) => ({ ...(await fakeResources.ports.streams.describe(name)), ...change }),
    },
  },
});

describe('preflight of settings', () => {
  it('finds a bucket of another region at the stage that it stops', async () => {
    const found = await findingsWith({
      ports: {
        buckets: {
          region: (name) =>
            Promise.resolve(name === resourceNames.queryResultsBucket ? 'eu-west-1' : 'us-east-1'),
        },
      },
    });
    assert.deepEqual(Object.keys(found), ['bucketRegions']);
    const [finding] = found.bucketRegions ?? [];
    assert.deepEqual([finding?.level, finding?.stage], ['problem', 'split']);
    assert.match(finding!.what, /query results bucket .* is in eu-west-1, not in us-east-1/);
    assert.match(finding!.fix, /Make a bucket in us-east-1/);
  });

  it('finds a delivery stream that is not active', async () => {
    const { stream } = await findingsWith(streamWith({ status: 'CREATING' }));
    assert.deepEqual([stream?.[0]?.level, stream?.[0]?.stage], ['problem', 'publish']);
    assert.match(stream![0]!.fix, /Wait until it is ACTIVE/);
  });

  it('finds objects that the lab cannot read, and takes gzipped ones', async () => {
    assert.deepEqual(await findingsWith(streamWith({ compression: 'GZIP' })), {});
    const { stream } = await findingsWith(streamWith({ compression: 'Snappy' }));
    assert.match(stream?.[0]?.what ?? '', /compresses what it delivers \(Snappy\)/);
  });

  it('finds a region without the image', async () => {
    const { image } = await findingsWith({ kind: 'aws', region: 'mars-north-1' });
    assert.deepEqual([image?.[0]?.level, image?.[0]?.stage], ['problem', 'train']);
    assert.match(image![0]!.what, /no built-in XGBoost image in mars-north-1/);
  });

  it("warns of an event whose script's bucket Glue's own policy does not cover", async () => {
    const { patterns } = defaultEvent;
    const { job } = await findingsWith({ event: { patterns: { ...patterns, scriptBucket: ['scripts-*'] } } });
    assert.deepEqual([job?.[0]?.level, job?.[0]?.stage], ['warning', 'prepareJob']);
    assert.match(job![0]!.fix, /begin with aws-glue-/);
  });

  it('reads the query as the lab fits it to the image, not as it lies there', async () => {
    const text = readFileSync('sql/train_validation.sql', 'utf8');
    assert.match(text, /write_compression = 'GZIP'/);
    const { training } = defaultEvent;
    assert.deepEqual(await findingsWith({ event: { training: { ...training, imageVersion: '3.2-0' } } }), {});
  });
});
