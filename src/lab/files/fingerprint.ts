import { createHash } from 'node:crypto';
import { defaultPatterns } from '../event/patterns.ts';
import { applyEdits } from '../patch/edits.ts';
import type { LabNames } from '../patch/labNames.ts';
import { patchPython } from '../patch/patchPython.ts';
import { patchSql } from '../patch/patchSql.ts';

/** The names that the lab's files are shipped with. */
const shippedNames: LabNames = {
  patterns: defaultPatterns,
  submissionsBucket: 'datalake-submissions-ACCOUNT-REGION-SUFFIX',
  curatedBucket: 'datalake-curated-datasets-ACCOUNT-REGION-SUFFIX',
  publishedBucket: 'datalake-published-data-ACCOUNT-REGION-SUFFIX',
  queryResultsBucket: 'datalake-athena-query-results-ACCOUNT-REGION-SUFFIX',
  submissionsDatabase: 'datalake_submissions',
  curatedDatabase: 'datalake_curated_datasets',
};

/**
 * A fingerprint (SHA-256, hexadecimal) that two texts share when they differ in nothing but an account's names, how a
 * CTAS compresses, and line ends: what the lab itself changes in a file is no edit of anybody's.
 * @param name tells the language by its ending.
 */
export function fingerprint(name: string, text: string): string {
  const edits = name.endsWith('.py')
    ? patchPython(text, shippedNames)
    : name.endsWith('.sql')
      ? patchSql(text, shippedNames, { compression: 'Gzip' })
      : [];
  const neutral = applyEdits(text, edits).replaceAll('\r\n', '\n');
  return createHash('sha256').update(neutral).digest('hex');
}
