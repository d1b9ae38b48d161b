import { number, objectOf, oneOf } from './fieldReader.ts';

/** Hyperparameters of SageMaker's built-in XGBoost that an event may set; the service itself takes them as text. */
export interface Hyperparameters {
  /** Boosting rounds; the algorithm refuses a job without it. */
  readonly num_round: number;
  readonly objective: 'reg:squarederror';
  readonly max_depth?: number;
  readonly eta?: number;
  readonly gamma?: number;
  readonly min_child_weight?: number;
  readonly subsample?: number;
  readonly colsample_bytree?: number;
  readonly colsample_bylevel?: number;
  readonly colsample_bynode?: number;
  readonly lambda?: number;
  readonly alpha?: number;
  readonly max_delta_step?: number;
  readonly base_score?: number;
  readonly max_bin?: number;
  readonly seed?: number;
  readonly early_stopping_rounds?: number;
}

/** The lab's model: remaining cycles by squared error, a hundred rounds. */
export const defaultHyperparameters: Hyperparameters = {
  max_depth: 5,
  eta: 0.2,
  gamma: 4,
  min_child_weight: 6,
  subsample: 0.7,
  objective: 'reg:squarederror',
  num_round: 100,
};

const share = number({ above: 0, most: 1 });
const notNegative = number({ least: 0 });

/** Reads an event's hyperparameters; bounds are those of the algorithm's reference. */
export const readHyperparameters = objectOf<Hyperparameters>({
  num_round: number({ whole: true, least: 1, most: 1_000_000 }),
  objective: oneOf(['reg:squarederror']),
  max_depth: number({ whole: true, least: 1, most: 64 }),
  eta: number({ least: 0, most: 1 }),
  gamma: notNegative,
  min_child_weight: notNegative,
  subsample: share,
  colsample_bytree: share,
  colsample_bylevel: share,
  colsample_bynode: share,
  lambda: notNegative,
  alpha: notNegative,
  max_delta_step: notNegative,
  base_score: number({}),
  max_bin: number({ whole: true, least: 2 }),
  seed: number({ whole: true }),
  early_stopping_rounds: number({ whole: true, least: 1 }),
});

/** The hyperparameters as CreateTrainingJob takes them: every value text. */
export function hyperparameterTexts(hyperparameters: Partial<Hyperparameters>): Record<string, string> {
  return Object.fromEntries(Object.entries(hyperparameters).map(([name, value]) => [name, String(value)]));
}
