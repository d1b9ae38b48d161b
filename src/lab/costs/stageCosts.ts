import { publishedFiles } from '../dataset/dataFile.ts';
import type { LabEvent } from '../event.ts';
import type { StageId } from '../facts.ts';
import { prices } from './prices.ts';

/** What one run of a stage costs on AWS, about, in US dollars; undefined for a price that is not known here. */
export interface StageCost {
  /** What is paid for. */
  readonly what: string;
  readonly once?: number | undefined;
  /** What it goes on to cost, until it is deleted. */
  readonly perHour?: number | undefined;
}

/** What each stage costs that is paid for; the others cost nothing worth a figure. */
export const stageCosts: Readonly<Partial<Record<StageId, (event: LabEvent) => StageCost>>> = {
  publish: () => ({
    what: 'Firehose, each line billed as 5 KiB',
    once: (trainingLines() * prices.firehose.recordBytes * prices.firehose.perGB) / 1e9,
  }),
  crawlSubmissions: crawl,
  runEtl: () => ({
    what: `Glue job run, about ${jobMinutes} minutes of ${jobWorkers} workers`,
    once: (jobWorkers * jobMinutes * prices.glue.perDpuHour) / 60,
  }),
  crawlCurated: crawl,
  split: () => ({
    what: `Athena, ${queries} queries that read a few MB each`,
    once: (queries * prices.athena.leastBytes * prices.athena.perTB) / 1e12,
  }),
  train: ({ training: { instanceType } }) => ({
    what: `SageMaker training job, about ${trainingMinutes} minutes of ${instanceType}`,
    once: minutesPrice(instanceType, trainingMinutes),
  }),
  tune: ({ training: { instanceType }, tuning: { jobs } }) => ({
    what: `SageMaker tuning job, ${jobs} training jobs of about ${trainingMinutes} minutes of ${instanceType}`,
    once: minutesPrice(instanceType, jobs * trainingMinutes),
  }),
  trainCapped: ({ training: { instanceType }, capped: { subsets } }) => ({
    what: `SageMaker, ${2 * subsets.length} training and as many transform jobs, each about ${trainingMinutes} minutes of ${instanceType}`,
    once: minutesPrice(instanceType, 2 * subsets.length * 2 * trainingMinutes),
  }),
  deploy: ({ endpoint: { instanceType } }) => ({
    what: `SageMaker endpoint on ${instanceType}, until it is deleted`,
    perHour: prices.sagemakerPerHour.get(instanceType),
  }),
};

/** What runs of the lab on AWS take, about. */
const [jobMinutes, trainingMinutes] = [3, 5];

/** What a job of Glue 2.0 or newer has whose definition names no number. */
const jobWorkers = 10;

/** The split, and the two queries that check it, before and after. */
const queries = 5;

/** Lines of NASA's four training files: the most there is to publish. */
function trainingLines(): number {
  return Object.entries(publishedFiles).reduce(
    (sum, [name, { rows }]) => (name.startsWith('train_') ? sum + rows : sum),
    0,
  );
}

/** What an instance costs for so many minutes, in dollars; undefined where its price is not known. */
function minutesPrice(instanceType: string, minutes: number): number | undefined {
  const perHour = prices.sagemakerPerHour.get(instanceType);
  return perHour && (perHour * minutes) / 60;
}

function crawl(): StageCost {
  const { perDpuHour, crawlerDpus, crawlerMinutes } = prices.glue;
  return {
    what: `Glue crawler, billed for ${crawlerMinutes} minutes at least`,
    once: (crawlerDpus * crawlerMinutes * perDpuHour) / 60,
  };
}
