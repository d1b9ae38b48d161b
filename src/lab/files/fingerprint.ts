import { createHash } from 'node:crypto';
import { defaultEvent } from '../event.ts';
import { defaultPatterns } from '../event/patterns.ts';
import { applyEdits } from '../patch/edits.ts';
import type { LabNames } from '../patch/labNames.ts';
import { patchNotebook } from '../patch/patchNotebook.ts';
import { patchPython } from '../patch/patchPython.ts';
import { patchSql } from '../patch/patchSql.ts';
import { readNotebook } from '../patch/readNotebook.ts';
import { StageError } from '../stage.ts';

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

/** Names that only notebooks hold. */
const shippedInNotebooks: LabNames = {
  ...shippedNames,
  region: 'REGION',
  curatedTable: 'datalake_curated_datasets_ACCOUNT_REGION_SUFFIX',
  endpointInstanceType: defaultEvent.endpoint.instanceType,
};

/**
 * A fingerprint (SHA-256, hexadecimal) that two texts share when they differ in nothing but an account's names, how a
 * CTAS compresses, and line ends: what the lab itself changes in a file is no edit of anybody's. In a notebook, what
 * editors write around its cells is none either.
 * @param name tells the language by its ending.
 */
export function fingerprint(name: string, text: string): string {
  const neutral = neutralText(name, text).replaceAll('\r\n', '\n');
  return createHash('sha256').update(neutral).digest('hex');
}

function neutralText(name: string, text: string): string {
  if (name.endsWith('.py')) return applyEdits(text, patchPython(text, shippedNames));
  if (name.endsWith('.sql')) return applyEdits(text, patchSql(text, shippedNames, { compression: 'Gzip' }));
  return name.endsWith('.ipynb') ? neutralNotebook(text) : text;
}

/** What stands in a notebook's cells and what they show; the text itself of a file that is no notebook of the lab. */
function neutralNotebook(text: string): string {
  try {
    const cells = readNotebook(applyEdits(text, patchNotebook(text, shippedInNotebooks)));
    return JSON.stringify(cells.map(({ type, source, outputs }) => [type, source, outputs]));
  } catch (error) {
    if (error instanceof StageError) return text;
    throw error;
  }
}
