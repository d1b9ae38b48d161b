import type { StageId } from './facts.ts';
import type { Stage } from './stage.ts';
import { cleanUp } from './stages/cleanUp.ts';
import { crawlCurated } from './stages/crawlCurated.ts';
import { crawlSubmissions } from './stages/crawlSubmissions.ts';
import { deploy } from './stages/deploy.ts';
import { predict } from './stages/predict.ts';
import { prepareJob } from './stages/prepareJob.ts';
import { publish } from './stages/publish.ts';
import { runEtl } from './stages/runEtl.ts';
import { split } from './stages/split.ts';
import { survey } from './stages/survey.ts';
import { train } from './stages/train.ts';
import { trainCapped } from './stages/trainCapped.ts';
import { tune } from './stages/tune.ts';

/** The lab's stages, in their order. */
export const stages = {
  survey,
  publish,
  crawlSubmissions,
  prepareJob,
  runEtl,
  crawlCurated,
  split,
  train,
  deploy,
  predict,
  tune,
  trainCapped,
  cleanUp,
} as const satisfies { readonly [Id in StageId]: Stage<Id> };

/** Their ids, in the same order. */
export const stageIds = Object.keys(stages) as StageId[];

/** Whether a stage goes further than the lab, so that it runs only when it is named. */
export function isOptional(id: StageId): boolean {
  const stage: Stage = stages[id];
  return stage.optional ?? false;
}
