import { labFileNames } from '../../files/labFileNames.ts';
import { inMessage, type Words } from '../words.ts';

const resource = inMessage(/(?:name|Table|Job|Database|Crawler|Firehose) ['"]?([\w.-]+)['"]? /i, 'it');
const pythonError = inMessage(/\b([A-Z]\w*Error)\b/, 'an error');
const scriptLine = inMessage(/(?:Failed Line Number: |\.py, line )(\d+)/, '');
const scriptChanged =
  'The job run is over; the curated bucket holds no more than it wrote before it failed, until the job runs again.';

/** The delivery stream, crawlers and jobs. */
export const glueWords = {
  deliveryStreamMissing: {
    message: /Firehose \S+ under account \S+ not found/i,
    why: ({ region }) => `There is no delivery stream of this name in ${region}.`,
    next: 'Run "See What Is Deployed" again; if the stream is missing, the account or the region is not the one of the event.',
    changed: 'Nothing was changed: no line was sent.',
  },
  deliveryStreamNotReady: {
    message: /delivery stream \S+ is (?:CREATING|DELETING|CREATING_FAILED|DELETING_FAILED)/i,
    why: 'A delivery stream takes records only when it is ACTIVE.',
    next: 'Wait until the stream is ACTIVE, then publish again.',
    changed: 'Nothing was changed: no line was sent.',
  },
  crawlerRunning: {
    name: /^CrawlerRunningException$/,
    why: 'The crawler is running already: a schedule, the console or somebody else started it.',
    next: 'Run the stage again: it follows the crawl that is under way.',
    changed: 'Nothing was changed by this request; the crawl that is under way goes on.',
  },
  crawlerStopping: {
    name: /^(?:CrawlerStoppingException|CrawlerNotRunningException)$/,
    why: 'The crawler is just ending, or has ended.',
    next: 'Wait until it is READY, then run the stage again.',
  },
  concurrentRuns: {
    name: /^ConcurrentRunsExceededException$/,
    why: 'The job is running as often as it may at the same time.',
    next: 'Run the stage again: it follows the run that is under way.',
    changed: 'Nothing was changed by this request; the run that is under way goes on.',
  },
  scriptNotReadable: {
    message: /LAUNCH ERROR[\s\S]*Access ?Denied/i,
    why: "The role of the job may not read the script: Glue's own policy covers buckets whose names begin with aws-glue- only.",
    next: 'Patch and upload the job again: that puts the script into such a bucket.',
    changed: 'The job did not start; no row was written.',
  },
  scriptMissing: {
    message: /LAUNCH ERROR[\s\S]*(?:specified key does not exist|NoSuchKey)/i,
    why: 'The job points to a script that is not in S3 any more.',
    next: 'Patch and upload the job again: that uploads the script.',
    changed: 'The job did not start; no row was written.',
  },
  scriptBucketMissing: {
    message: /LAUNCH ERROR[\s\S]*(?:specified bucket does not exist|NoSuchBucket)/i,
    why: 'The job points to a script in a bucket that does not exist.',
    next: 'Patch and upload the job again: that makes the bucket and uploads the script.',
    changed: 'The job did not start; no row was written.',
  },
  launchFailed: {
    message: /LAUNCH ERROR/,
    why: 'Glue could not start the script.',
    next: 'Patch and upload the job again, then run it again.',
    changed: 'The job did not start; no row was written.',
  },
  tableMissingInRun: {
    message:
      /EntityNotFoundException[\s\S]*(?:Table|Database|Entity)[\s\S]*not found|(?:Table|Database) \S+ not found[\s\S]*EntityNotFoundException/i,
    why: (_, failure) => `The script reads ${resource(failure)}, and the Data Catalog does not have that.`,
    next: 'Run the first crawler, and check the database and table names in the script.',
    changed: scriptChanged,
  },
  bucketMissingInRun: {
    message: /ended FAILED[\s\S]*(?:NoSuchBucket|specified bucket does not exist)/i,
    why: 'The script names a bucket that does not exist.',
    next: 'Give the script the name of your own curated bucket, then patch and upload the job and run it again.',
    changed: scriptChanged,
  },
  queryNotUnderstood: {
    message: /AnalysisException|ended FAILED[\s\S]*\bParseException/,
    why: 'Spark could not make sense of the script: it uses a column, table or function that the data does not have.',
    next: 'Compare the names in the script with the columns of the crawled table, then patch and upload the job and run it again.',
    changed: scriptChanged,
  },
  scriptFailed: {
    message:
      /\b(?:Syntax|Indentation|Name|Type|Value|Key|Index|Attribute|Import|ModuleNotFound|ZeroDivision|Runtime|Assertion)Error\b|ended FAILED(?![\s\S]*Access ?Denied)[\s\S]*\b[A-Z]\w*Error\b/,
    why: (_, failure) => `The script ended with ${pythonError(failure)}, an error of Python.`,
    next: (_, failure) => {
      const line = scriptLine(failure);
      const where = line ? `line ${line} of ${labFileNames.jobScript}` : labFileNames.jobScript;
      return `Correct ${where}, patch and upload the job again, and run it again.`;
    },
    changed: scriptChanged,
  },
  entityMissing: {
    name: /^EntityNotFoundException$/,
    why: ({ region }, failure) =>
      `Glue has no ${resource(failure) === 'it' ? 'such thing' : resource(failure)} in ${region}.`,
    next: 'Run "See What Is Deployed" again: it says what is missing.',
    changed: 'Nothing was changed.',
  },
  entityExists: {
    name: /^AlreadyExistsException$/,
    why: 'Something of this name is there already.',
    next: 'Run the stage again: it goes on with what is there.',
    changed: 'Nothing was changed.',
  },
  glueQuota: {
    name: /^(?:ResourceNumberLimitExceededException|MaxRunsExceededException)$/,
    why: 'The account has as many Glue resources or runs of this kind as its quota allows.',
    next: 'Delete what is not needed, or ask whoever runs the event to raise the quota; then try again.',
  },
  jobTimedOut: {
    message: /ended TIMEOUT|timed out after \d+ minutes/i,
    why: "The run took longer than the job's time limit.",
    next: 'Raise the timeout of the job, then run it again.',
    changed: scriptChanged,
  },
} as const satisfies Record<string, Words>;
