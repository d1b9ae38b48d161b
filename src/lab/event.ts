import { FieldError, number, objectOf, oneOf, text, textList } from './event/fieldReader.ts';
import {
  defaultHyperparameters,
  readHyperparameters,
  type Hyperparameters,
} from './event/hyperparameters.ts';
import { defaultPatterns, type NamePatterns } from './event/patterns.ts';
import { imageVersions, registryAccounts, type ImageVersion } from './event/xgboostImages.ts';
import { stackNameForm } from './infra/labStack.ts';
import type { TuningStrategy } from './ports/tuningJobs.ts';

/** What one run of the lab, on one account, is configured with: a course gives its attendees one such file. */
export interface LabEvent {
  /** What attendees call the event. */
  readonly name: string;
  /** AWS region of every resource. */
  readonly region: string;
  /** The CloudFormation stack that was deployed for it. */
  readonly stackName: string;
  readonly patterns: NamePatterns;
  /** ARN of the role for training and serving; where it is left out, the survey looks for one. */
  readonly sagemakerRole?: string;
  readonly training: {
    readonly imageVersion: ImageVersion;
    readonly instanceType: string;
    readonly hyperparameters: Hyperparameters;
  };
  readonly endpoint: { readonly instanceType: string };
  readonly tuning: {
    readonly strategy: TuningStrategy;
    /** Training jobs in all, and at once. */
    readonly jobs: number;
    readonly parallelJobs: number;
  };
  /** Subsets whose engines get models of capped lives. */
  readonly capped: { readonly subsets: readonly string[] };
  /** File names of the data set that attendees work with. */
  readonly files: readonly string[];
}

/** The lab as written: NASA's four subsets, us-east-1, the smallest instances that do the work. */
export const defaultEvent: LabEvent = {
  name: 'CMAPSS ML Lab',
  region: 'us-east-1',
  stackName: 'cmapss-lab',
  patterns: defaultPatterns,
  training: {
    imageVersion: '1.7-1',
    instanceType: 'ml.m5.large',
    hyperparameters: defaultHyperparameters,
  },
  endpoint: { instanceType: 'ml.t2.medium' },
  tuning: { strategy: 'Bayesian', jobs: 10, parallelJobs: 2 },
  capped: { subsets: ['FD001'] },
  files: ['train', 'test', 'RUL'].flatMap((kind) =>
    ['FD001', 'FD002', 'FD003', 'FD004'].map((subset) => `${kind}_${subset}.txt`),
  ),
};

/** An event's file that cannot be used; the message names file and field and says what to do. */
export class EventError extends Error {
  override readonly name = 'EventError';
  /** What to do next. */
  readonly fix = "Correct the event's file, or take another one.";
}

/**
 * Reads an event's file: JSON whose fields replace those of `defaultEvent`, field by field.
 * @param fileName stands in the messages only.
 * @throws EventError for text that is no JSON, an unknown field, or a value that a field may not have.
 */
export function readEvent(fileText: string, fileName: string): LabEvent {
  try {
    return readFields(JSON.parse(fileText.replace(/^\uFEFF/, '')), '', defaultEvent);
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new EventError(`${fileName} is no valid JSON (${error.message}); correct it there.`);
    }
    if (error instanceof FieldError) throw new EventError(`${fileName}: ${error.message}`);
    throw error;
  }
}

const bucketPattern = textList(/^[a-z0-9*][a-z0-9.*-]*$/, 'datalake-submissions-*');
const namePattern = textList(/^[\w*.-]+$/, 'streaming_submissions-*');
const instanceType = text(/^ml\.[a-z0-9-]+\.[a-z0-9]+$/, 'ml.m5.large');

const readFields = objectOf<LabEvent>({
  name: text(/\S/, 'CMAPSS ML Lab'),
  region: oneOf(Object.keys(registryAccounts)),
  stackName: text(stackNameForm, 'cmapss-lab'),
  patterns: objectOf<NamePatterns>({
    submissionsBucket: bucketPattern,
    curatedBucket: bucketPattern,
    publishedBucket: bucketPattern,
    queryResultsBucket: bucketPattern,
    scriptBucket: bucketPattern,
    deliveryStream: namePattern,
    submissionsDatabase: namePattern,
    curatedDatabase: namePattern,
    submissionsTable: namePattern,
    submissionsCrawler: namePattern,
    curatedCrawler: namePattern,
    classifier: namePattern,
    job: namePattern,
    workflow: namePattern,
    notebookInstance: namePattern,
  }),
  sagemakerRole: text(
    /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
    'arn:aws:iam::123456789012:role/SageMakerRole',
  ),
  training: objectOf<LabEvent['training']>({
    imageVersion: oneOf(imageVersions),
    instanceType,
    hyperparameters: readHyperparameters,
  }),
  endpoint: objectOf<LabEvent['endpoint']>({ instanceType }),
  tuning: objectOf<LabEvent['tuning']>({
    strategy: oneOf<TuningStrategy>(['Bayesian', 'Random']),
    jobs: number({ whole: true, least: 1, most: 100 }),
    parallelJobs: number({ whole: true, least: 1, most: 10 }),
  }),
  capped: objectOf<LabEvent['capped']>({ subsets: textList(/^[\w-]+$/, 'FD001') }),
  files: textList(/^(train|test|RUL)_[\w-]+\.txt$/, 'train_FD001.txt'),
});
