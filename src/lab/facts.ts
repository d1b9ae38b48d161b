import type { TuningStrategy } from './ports/tuningJobs.ts';

/** What each stage's check finds in the account, once the stage is done. */
export interface StageFacts {
  readonly survey: {
    readonly account: string;
    readonly region: string;
    readonly submissionsBucket: string;
    readonly curatedBucket: string;
    readonly publishedBucket: string;
    readonly queryResultsBucket: string;
    readonly deliveryStream: string;
    readonly submissionsCrawler: string;
    readonly curatedCrawler: string;
    readonly job: string;
    readonly sagemakerRole: string;
    /** What will work, but not as one may expect. */
    readonly warnings: readonly string[];
  };
  readonly publish: { readonly files: number; readonly lines: number };
  readonly crawlSubmissions: CrawledTable;
  readonly prepareJob: { readonly job: string; readonly script: string };
  readonly runEtl: { readonly rows: number; readonly engines: number; readonly minimumRul: number };
  readonly crawlCurated: CrawledTable;
  readonly split: {
    readonly table: string;
    readonly train: number;
    readonly validation: number;
    readonly engines: number;
    readonly enginesInBoth: number;
  };
  readonly train: {
    readonly trainingJob: string;
    /** Root mean squared errors, in cycles. */
    readonly trainRmse: number;
    readonly validationRmse: number;
  };
  readonly deploy: { readonly endpoint: string; readonly instanceType: string };
  readonly predict: Predictions;
  readonly tune: {
    readonly tuningJob: string;
    readonly strategy: TuningStrategy;
    /** Training jobs that it ran to their end. */
    readonly trials: number;
    /** The training job with the least error. */
    readonly bestTrial: string;
    /** Its root mean squared error on the validation rows, in cycles. */
    readonly validationRmse: number;
  };
  readonly trainCapped: { readonly models: readonly CappedModel[] };
  readonly cleanUp: { readonly running: number; readonly kept: readonly string[] };
}

/** A model that learned lives capped at 125 cycles, from the rows as they are or with features of rolling windows. */
export interface CappedModel {
  /** `FD001` … */
  readonly subset: string;
  readonly features: 'plain' | 'windowed';
  readonly trainingJob: string;
  /** Root mean squared errors on the test engines, whose true life is capped alike, in cycles: of all their rows, */
  readonly rmseAllRows: number;
  /** and at each engine's last cycle. */
  readonly rmseLastCycle: number;
}

/** A table that a crawler made. */
export interface CrawledTable {
  readonly table: string;
  readonly columns: number;
  readonly partitions: number;
}

/** How well the endpoint predicts the engines of the test files. RMSE in cycles; by subset (`FD001` …). */
export interface Predictions {
  readonly rows: number;
  readonly rmseAllRows: number;
  readonly rmseLastCycle: Readonly<Record<string, number>>;
  readonly nasaScore: Readonly<Record<string, number>>;
  /** The test engines that will fail first by prediction: where they are now, and what is true. */
  readonly engines: readonly {
    readonly subset: string;
    readonly unit: number;
    readonly cycle: number;
    readonly predicted: number;
    readonly actual: number;
  }[];
}

export type StageId = keyof StageFacts;
