import { labFileNames } from '../files/labFileNames.ts';
import { labPrefix, timedName } from '../sagemaker/sagemakerNames.ts';

/** What a capped model sees of an engine: the values of one cycle, or also what the last 30 cycles say. */
export type FeatureSet = 'plain' | 'windowed';

/** A capped model to be trained: one data set, one feature set. */
export interface CappedModel {
  /** `FD001`. */
  readonly subset: string;
  readonly features: FeatureSet;
}

/** Cycles at which labels are cut, as most papers do. The queries say the same. */
export const labelCap = 125;

/** The feature sets, and the query that makes the rows of each. */
export const featureSets = {
  plain: labFileNames.capped,
  windowed: labFileNames.windowed,
} as const satisfies Record<FeatureSet, string>;

/** The models of these data sets, both feature sets of each. */
export function cappedModels(subsets: readonly string[]): CappedModel[] {
  return [...new Set(subsets)].flatMap((subset) =>
    (['plain', 'windowed'] as const).map((features) => ({ subset, features })),
  );
}

/** What a model is called in sentences: `FD001 windowed`. */
export function modelText({ subset, features }: CappedModel): string {
  return `${subset} ${features}`;
}

/** What the names of all training jobs of capped models begin with. */
export const cappedPrefix = `${labPrefix}capped-`;

/** What the names of one model's training jobs begin with; short enough for a name of SageMaker's 63 characters. */
export function modelPrefix({ subset, features }: CappedModel): string {
  const part = subset
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 12)
    .replace(/-$/, '');
  return `${cappedPrefix}${part}-${features}-`;
}

/** A new name: `cmapss-capped-fd001-plain-20250131-1405-7f3a9c`, the time in UTC. */
export function newCappedJobName(model: CappedModel, now: Date): string {
  return timedName(modelPrefix(model), now);
}

/** Where in the published bucket everything of the capped models lies, but for the models. */
export const cappedFolder = 'capped/';

/** Where the predictions of a training job's model are kept. */
export function predictionsFolder(trainingJob: string): string {
  return `${cappedFolder}predictions/${trainingJob}/`;
}

/**
 * 200 small steps of deeper trees than the first model's. Rows of an engine are much alike: each tree gets a part of the
 * rows and three in ten of the columns, and no leaf of a few rows, so that the trees differ and none learns single engines.
 * Of the shares of columns tried (2, 3, 4, 5 and 8 in ten) this one had the least error when every fifth of FD001's training
 * engines was predicted by the rest.
 */
export const cappedHyperparameters = {
  objective: 'reg:squarederror',
  num_round: 200,
  eta: 0.05,
  max_depth: 6,
  gamma: 4,
  min_child_weight: 6,
  subsample: 0.7,
  colsample_bytree: 0.3,
} as const;
