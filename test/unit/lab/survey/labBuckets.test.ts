import assert from 'node:assert/strict';
import { defaultEvent } from '../../../../src/lab/event.ts';
import { labBuckets } from '../../../../src/lab/survey/labBuckets.ts';

describe("The lab's buckets", () => {
  it('are found by role, among others and under either spelling, and said to be missing', () => {
    const found = labBuckets(defaultEvent, [
      'aws-glue-0123456789',
      'aws-glue-assets-123456789012',
      'datalake-curated-dataset-1',
      'datalake-submissions-1',
      'somebody-elses',
    ]);
    assert.deepEqual(
      found.map(({ role, names }) => [role, ...names]),
      [
        ['submissions', 'datalake-submissions-1'],
        ['script', 'aws-glue-0123456789', 'aws-glue-assets-123456789012'],
        ['curated', 'datalake-curated-dataset-1'],
        ['queryResults'],
        ['published'],
      ],
    );
    assert.deepEqual(found.at(-1)?.patterns, ['datalake-published-data-*']);
  });
});
