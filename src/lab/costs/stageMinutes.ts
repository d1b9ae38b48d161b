import type { StageId } from '../facts.ts';

/**
 * How long each stage takes on AWS, about, in minutes: mostly the services' own starting and buffering, with NASA's
 * files and the lab's usual instances.
 */
export const stageMinutes: Readonly<Record<StageId, number>> = {
  survey: 1,
  publish: 4,
  crawlSubmissions: 2,
  prepareJob: 1,
  runEtl: 3,
  crawlCurated: 2,
  split: 1,
  train: 5,
  deploy: 6,
  predict: 1,
  tune: 25,
  trainCapped: 12,
  cleanUp: 1,
};
