import { defaultPatterns } from '../../../../src/lab/event/patterns.ts';
import type { LabNames } from '../../../../src/lab/patch/labNames.ts';

const suffix = '123456789012-us-east-1-k3xq';

/** Names as a survey finds them in an account of the lab. */
export const thisAccount: LabNames = {
  patterns: defaultPatterns,
  submissionsBucket: `datalake-submissions-${suffix}`,
  curatedBucket: `datalake-curated-datasets-${suffix}`,
  publishedBucket: `datalake-published-data-${suffix}`,
  queryResultsBucket: `datalake-athena-query-results-${suffix}`,
  submissionsDatabase: 'datalake_submissions',
  curatedDatabase: 'datalake_curated_datasets',
  submissionsTable: 'streaming_submissions',
  curatedTable: 'datalake_curated_datasets_123456789012_us_east_1_k3xq',
};

/** An account whose resources go by other names everywhere. */
export const otherAccount: LabNames = {
  patterns: {
    ...defaultPatterns,
    curatedBucket: ['course-curated-*'],
    publishedBucket: ['course-published-*'],
    submissionsDatabase: ['course_*_in'],
    curatedDatabase: ['course_*_out'],
    submissionsTable: ['course_lines'],
  },
  submissionsBucket: 'datalake-submissions-999',
  curatedBucket: 'course-curated-7',
  publishedBucket: 'course-published-7',
  queryResultsBucket: 'datalake-athena-query-results-999',
  submissionsDatabase: 'course_7_in',
  curatedDatabase: 'course_7_out',
  submissionsTable: 'course_lines',
};
