/**
 * Name patterns of the lab's resources. A pattern is a resource name in which `*` stands for any characters;
 * several are alternatives, because events have named the same bucket differently.
 */
export interface NamePatterns {
  readonly submissionsBucket: readonly string[];
  readonly curatedBucket: readonly string[];
  readonly publishedBucket: readonly string[];
  readonly queryResultsBucket: readonly string[];
  /** Glue's own policy lets a job read scripts from buckets of this name only. */
  readonly scriptBucket: readonly string[];
  readonly deliveryStream: readonly string[];
  readonly submissionsDatabase: readonly string[];
  readonly curatedDatabase: readonly string[];
  /** The table that the first crawler makes; it is named after the folder it crawls. */
  readonly submissionsTable: readonly string[];
  readonly submissionsCrawler: readonly string[];
  readonly curatedCrawler: readonly string[];
  readonly classifier: readonly string[];
  readonly job: readonly string[];
  readonly workflow: readonly string[];
  readonly notebookInstance: readonly string[];
}

/** The patterns that the lab's own CloudFormation stacks produce; both spellings of the curated bucket occur. */
export const defaultPatterns: NamePatterns = {
  submissionsBucket: ['datalake-submissions-*'],
  curatedBucket: ['datalake-curated-datasets-*', 'datalake-curated-dataset-*'],
  publishedBucket: ['datalake-published-data-*'],
  queryResultsBucket: ['datalake-athena-query-results-*'],
  scriptBucket: ['aws-glue-*'],
  deliveryStream: ['streaming_submissions-*'],
  submissionsDatabase: ['datalake_submissions'],
  curatedDatabase: ['datalake_curated_datasets'],
  submissionsTable: ['streaming_submissions'],
  submissionsCrawler: ['cmapss_submissions'],
  curatedCrawler: ['cmapss_curated_rul'],
  classifier: ['cmapss_classify'],
  job: ['calc_rul'],
  workflow: ['CMapssWorkflow'],
  notebookInstance: ['*'],
};

/** Whether `name` is one that `patterns` describe; `*` stands for any characters, at least one. */
export function matchesPattern(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => patternExpression(pattern).test(name));
}

/** The pattern as an expression over a whole name. */
export function patternExpression(pattern: string): RegExp {
  return new RegExp(`^${pattern.split('*').map(quoteForExpression).join('.+')}$`, 's');
}

/** The text before the pattern's first `*`: what a list operation can take as a prefix. */
export function patternPrefix(pattern: string): string {
  return pattern.split('*', 1)[0] ?? '';
}

/** The table name a crawler gives a bucket or folder: lower case, every other character an underscore. */
export function tableNameOf(bucket: string): string {
  return bucket.toLowerCase().replaceAll(/[^a-z0-9_]/g, '_');
}

const quoteForExpression = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
