/** What XGBoost's training takes, under XGBoost's names and with its meaning. */
export interface Parameters {
  readonly num_round: number;
  /** Levels of splits below the root; 0 for no limit. */
  readonly max_depth: number;
  /** Leaves a tree may have; 0 for no limit. */
  readonly max_leaves: number;
  readonly grow_policy: 'depthwise' | 'lossguide';
  readonly eta: number;
  /** The gain a split needs at least. */
  readonly gamma: number;
  /** The sum of hessians a child needs at least. */
  readonly min_child_weight: number;
  /** The largest leaf weight, before eta; 0 for no limit. */
  readonly max_delta_step: number;
  readonly subsample: number;
  readonly colsample_bytree: number;
  readonly colsample_bylevel: number;
  readonly colsample_bynode: number;
  readonly lambda: number;
  readonly alpha: number;
  readonly max_bin: number;
  readonly objective: string;
  readonly scale_pos_weight: number;
  readonly tweedie_variance_power: number;
  /** The prediction before the first tree; undefined lets training estimate it from the labels, as XGBoost 2 and later do. */
  readonly base_score: number | undefined;
  readonly eval_metric: readonly string[];
  /** Rounds without a better metric after which training ends; 0 for never. */
  readonly early_stopping_rounds: number;
  readonly seed: number;
}

/** XGBoost's own defaults (those of the 1.x versions where they changed). */
export const defaultParameters: Parameters = {
  num_round: 10,
  max_depth: 6,
  max_leaves: 0,
  grow_policy: 'depthwise',
  eta: 0.3,
  gamma: 0,
  min_child_weight: 1,
  max_delta_step: 0,
  subsample: 1,
  colsample_bytree: 1,
  colsample_bylevel: 1,
  colsample_bynode: 1,
  lambda: 1,
  alpha: 0,
  max_bin: 256,
  objective: 'reg:squarederror',
  scale_pos_weight: 1,
  tweedie_variance_power: 1.5,
  base_score: 0.5,
  eval_metric: [],
  early_stopping_rounds: 0,
  seed: 0,
};
