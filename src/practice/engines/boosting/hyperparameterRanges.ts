/** What a hyperparameter's text must be, as the built-in algorithm's container checks it. */
export type Range =
  | {
      readonly kind: 'integer' | 'continuous';
      readonly min?: number;
      readonly max?: number;
      readonly minOpen?: boolean;
      readonly maxOpen?: boolean;
    }
  | { readonly kind: 'category' | 'list'; readonly values: readonly string[] }
  | { readonly kind: 'text' };

const integer = (min?: number, max?: number): Range => ({
  kind: 'integer',
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
});
const from0: Range = { kind: 'continuous', min: 0 };
const share: Range = { kind: 'continuous', min: 0, max: 1 };
const openShare: Range = { ...share, minOpen: true };
const category = (...values: string[]): Range => ({ kind: 'category', values });

const metrics = [
  ...['accuracy', 'auc', 'aucpr', 'balanced_accuracy', 'f1', 'f1_binary', 'f1_macro', 'map', 'ndcg'],
  ...['precision', 'r2', 'recall', 'precision_macro', 'precision_micro', 'recall_macro', 'recall_micro'],
  ...['aft-nloglik', 'cox-nloglik', 'error', 'gamma-deviance', 'gamma-nloglik'],
  ...['interval-regression-accuracy', 'logloss', 'mae', 'mape', 'merror', 'mlogloss', 'mphe', 'mse'],
  ...['poisson-nloglik', 'rmse', 'rmsle', 'tweedie-nloglik'],
];

const updaters = [
  ...['grow_colmaker', 'distcol', 'grow_histmaker', 'grow_local_histmaker', 'grow_skmaker', 'sync'],
  ...['refresh', 'prune', 'grow_quantile_histmaker', 'shotgun', 'coord_descent'],
];

/** Every hyperparameter of the built-in algorithm and its range. */
export const ranges: Readonly<Record<string, Range>> = {
  num_round: integer(1),
  csv_weights: integer(0, 1),
  early_stopping_rounds: integer(1),
  booster: category('gbtree', 'gblinear', 'dart'),
  verbosity: integer(0, 3),
  nthread: integer(1),
  eta: share,
  gamma: from0,
  max_depth: integer(0),
  min_child_weight: from0,
  max_delta_step: from0,
  subsample: openShare,
  colsample_bytree: openShare,
  colsample_bylevel: openShare,
  colsample_bynode: openShare,
  lambda: from0,
  alpha: from0,
  tree_method: category('auto', 'exact', 'approx', 'hist', 'gpu_hist'),
  sketch_eps: { ...openShare, maxOpen: true },
  scale_pos_weight: { ...from0, minOpen: true },
  updater: { kind: 'list', values: updaters },
  dsplit: category('row', 'col'),
  refresh_leaf: integer(0, 1),
  process_type: category('default', 'update'),
  grow_policy: category('depthwise', 'lossguide'),
  max_leaves: integer(0),
  max_bin: integer(0),
  predictor: category('auto', 'cpu_predictor', 'gpu_predictor'),
  monotone_constraints: { kind: 'text' },
  interaction_constraints: { kind: 'text' },
  sample_type: category('uniform', 'weighted'),
  normalize_type: category('tree', 'forest'),
  rate_drop: share,
  one_drop: integer(0, 1),
  skip_drop: share,
  lambda_bias: share,
  tweedie_variance_power: { kind: 'continuous', min: 1, max: 2, minOpen: true, maxOpen: true },
  objective: category(
    ...['aft_loss_distribution', 'binary:logistic', 'binary:logitraw', 'binary:hinge', 'count:poisson'],
    ...['multi:softmax', 'multi:softprob', 'rank:pairwise', 'rank:ndcg', 'rank:map', 'reg:linear'],
    ...['reg:squarederror', 'reg:logistic', 'reg:gamma', 'reg:pseudohubererror', 'reg:squaredlogerror'],
    ...['reg:tweedie', 'survival:aft', 'survival:cox'],
  ),
  num_class: integer(2),
  base_score: from0,
  _kfold: integer(2),
  _num_cv_round: integer(1),
  _tuning_objective_metric: category(...metrics.map((metric) => `validation:${metric}`)),
  eval_metric: { kind: 'list', values: metrics },
  seed: { kind: 'integer', min: -(2 ** 31), max: 2 ** 31 - 1, minOpen: true, maxOpen: true },
  num_parallel_tree: integer(1),
  save_model_on_termination: category('true', 'false'),
  aft_loss_distribution: category('normal', 'logistic', 'extreme'),
  aft_loss_distribution_scale: { ...from0, minOpen: true },
  deterministic_histogram: category('true', 'false'),
  sampling_method: category('uniform', 'gradient_based'),
  prob_buffer_row: { ...openShare },
  use_dask_gpu_training: category('true', 'false'),
};

/** Other names that XGBoost has for some of them. */
export const aliases: Readonly<Record<string, string>> = {
  learning_rate: 'eta',
  min_split_loss: 'gamma',
  reg_lambda: 'lambda',
  reg_alpha: 'alpha',
};

/** A numeric range as the container writes it: `(0, 1]`. */
export function intervalText(range: Range & { kind: 'integer' | 'continuous' }): string {
  const lower = range.min === undefined ? '(-inf' : `${range.minOpen ? '(' : '['}${range.min}`;
  const upper = range.max === undefined ? '+inf)' : `${range.max}${range.maxOpen ? ')' : ']'}`;
  return `${lower}, ${upper}`;
}

/** Strings as a Python list shows them. */
export function listText(values: readonly string[]): string {
  return `[${values.map((value) => `'${value}'`).join(', ')}]`;
}
