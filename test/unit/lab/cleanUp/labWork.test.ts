import assert from 'node:assert/strict';
import { deleteLabWork } from '../../../../src/lab/cleanUp/labWork.ts';
import { fakeLab, splitPrefix, tableOf } from '../../../support/fakeLab.ts';
import { resourceNames } from '../../../support/fakeResources.ts';

const { submissionsBucket, curatedBucket, publishedBucket, queryResultsBucket } = resourceNames;

describe("deleting the lab's work", () => {
  const keysOf = (objects: ReturnType<typeof fakeLab>['objects'], bucket: string): string[] =>
    [...(objects.get(bucket)?.keys() ?? [])].sort();

  it("drops its tables, empties its folders, deletes its script bucket, and leaves what is somebody else's", async () => {
    const lab = fakeLab({
      buckets: {
        folder: (bucket) => {
          const keys = keysOf(lab.objects, bucket);
          const prefixes = new Set(
            keys.filter((key) => key.includes('/')).map((key) => key.replace(/\/.*/, '/')),
          );
          const objects = keys.filter((key) => !key.includes('/'));
          return Promise.resolve({
            prefixes: [...prefixes],
            objects: objects.map((key) => ({ key, size: 1, lastModified: new Date(0) })),
            next: undefined,
          });
        },
      },
    });
    for (const [database, name] of [
      ['datalake_submissions', 'streaming_submissions'],
      ['datalake_submissions', 'theirs'],
      ['datalake_curated_datasets', 'train_validation'],
    ] as const) {
      lab.tables.set(`${database}.${name}`, tableOf(database, name));
    }
    const capped = {
      ...tableOf('datalake_curated_datasets', 'windowed_rows'),
      location: `s3://${publishedBucket}/capped/windowed/`,
    };
    lab.tables.set(`${capped.database}.${capped.name}`, capped);
    lab.put(submissionsBucket, 'streaming_submissions/2025/01/01/08/lines');
    lab.put(submissionsBucket, 'theirs/lines');
    lab.put(curatedBucket, 'year=2025/part.parquet');
    lab.put(publishedBucket, `${splitPrefix}split=train/part.gz`);
    lab.put(publishedBucket, 'capped/windowed/subset=FD001/split=train/part.gz');
    lab.put(publishedBucket, 'theirs/report.csv');
    lab.put(publishedBucket, 'notebooks/eda.ipynb');
    lab.put(publishedBucket, 'notebooks/theirs.ipynb');
    lab.put(queryResultsBucket, 'query.csv');
    for (const [bucket, keys] of [
      ['aws-glue-0123456789', ['cmapss/glue_job.py']],
      ['aws-glue-aaaaaaaaaa', ['cmapss/glue_job.py', 'theirs/job.py']],
      ['aws-glue-bbbbbbbbbb', ['job.py']],
      ['aws-glue-assets-123456789012-us-east-1', ['cmapss/glue_job.py']],
    ] as const) {
      lab.objects.set(bucket, new Map(keys.map((key) => [key, 'x'])));
    }

    await deleteLabWork(lab.context, () => undefined, new AbortController().signal);

    assert.deepEqual([...lab.tables.keys()], ['datalake_submissions.theirs']);
    assert.deepEqual(keysOf(lab.objects, submissionsBucket), ['theirs/lines']);
    assert.deepEqual(keysOf(lab.objects, curatedBucket), []);
    assert.deepEqual(keysOf(lab.objects, publishedBucket), ['notebooks/theirs.ipynb', 'theirs/report.csv']);
    assert.deepEqual(keysOf(lab.objects, queryResultsBucket), []);
    assert.deepEqual([...lab.objects.keys()].filter((name) => name.startsWith('aws-glue-')).sort(), [
      'aws-glue-aaaaaaaaaa',
      'aws-glue-assets-123456789012-us-east-1',
      'aws-glue-bbbbbbbbbb',
    ]);
  });
});
