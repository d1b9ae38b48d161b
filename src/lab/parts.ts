import type { StageId } from './facts.ts';

/** The lab's parts, and which one each stage belongs to. */
export const partTitles: Readonly<Record<StageId, string>> = {
  survey: 'Connect',
  publish: 'Part 1: Publish',
  crawlSubmissions: 'Part 2: Crawl and transform',
  prepareJob: 'Part 2: Crawl and transform',
  runEtl: 'Part 2: Crawl and transform',
  crawlCurated: 'Part 2: Crawl and transform',
  split: 'Part 3: Training and validation sets',
  train: 'Part 4: Train, deploy, predict',
  deploy: 'Part 4: Train, deploy, predict',
  predict: 'Part 4: Train, deploy, predict',
  tune: 'Go further',
  trainCapped: 'Go further',
  cleanUp: 'Wrap-up',
};
