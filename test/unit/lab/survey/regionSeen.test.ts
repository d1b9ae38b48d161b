import assert from 'node:assert/strict';
import { regionSeen } from '../../../../src/lab/survey/regionSeen.ts';
import type { Found } from '../../../../src/lab/survey/resources.ts';

const nothing: Found['names'] = {
  submissionsBucket: [],
  curatedBucket: [],
  publishedBucket: [],
  queryResultsBucket: [],
  deliveryStream: [],
  submissionsDatabase: [],
  curatedDatabase: [],
  submissionsCrawler: [],
  curatedCrawler: [],
  job: [],
};
const seen = (names: Partial<Found['names']>, region = 'us-east-1') =>
  regionSeen({ names: { ...nothing, ...names }, problems: [] }, region);

describe("the region of the lab's resources", () => {
  it('is here when one of the services that are of one region has some', () => {
    assert.equal(seen({ job: ['calc_rul'] }), 'here');
    assert.equal(seen({ deliveryStream: ['streaming_submissions-us-west-2'] }), 'here');
  });

  it('is told by the names of buckets, which are listed from everywhere', () => {
    assert.equal(seen({ curatedBucket: ['datalake-curated-datasets-us-west-2-123456789012'] }), 'us-west-2');
  });

  it('is unknown without a sign of the lab, or with one of this region alone', () => {
    assert.equal(seen({}), undefined);
    assert.equal(seen({ curatedBucket: ['datalake-curated-datasets-123456789012'] }), undefined);
    assert.equal(seen({ curatedBucket: ['datalake-curated-datasets-us-east-1-1'] }), undefined);
  });
});
