import { aliases, intervalText, listText, ranges, type Range } from './hyperparameterRanges.ts';
import { metricOf } from './metrics.ts';
import { knowsObjective } from './objectives.ts';
import { defaultParameters, type Parameters } from './parameters.ts';
import { UserError } from './userError.ts';

/** What a training job's hyperparameters say. */
export interface TrainingSettings {
  readonly parameters: Parameters;
  /** Whether the CSV's second column holds weights. */
  readonly weighted: boolean;
  /** What is computed otherwise than asked, a sentence each, for the training log. */
  readonly notes: readonly string[];
}

type Parsed = Readonly<Record<string, string | number | readonly string[]>>;

/**
 * Checks a job's hyperparameters as the container of the built-in algorithm does, and as far as training here goes.
 * `estimatesBase` says whether this version of XGBoost takes the base score from the labels. Throws UserError with
 * the container's words, or with the name of what is not done here.
 */
export function readHyperparameters(
  texts: Readonly<Record<string, string>>,
  estimatesBase: boolean,
): TrainingSettings {
  const given = parseAll(texts);
  refuseCombinations(given);
  const parsed = withTuningMetric(given);
  refuseUnsupported(parsed);
  const objective = String(parsed['objective'] ?? defaultParameters.objective);
  const parameters = Object.fromEntries(
    Object.entries(defaultParameters).map(([name, fallback]) => [name, parsed[name] ?? fallback]),
  ) as unknown as Parameters;
  return {
    parameters: {
      ...parameters,
      base_score: (parsed['base_score'] as number | undefined) ?? (estimatesBase ? undefined : 0.5),
      // XGBoost limits the step of Poisson regression unless told otherwise.
      max_delta_step: parameters.max_delta_step || (objective === 'count:poisson' ? 0.7 : 0),
      max_bin: Math.max(2, parameters.max_bin),
    },
    weighted: parsed['csv_weights'] === 1,
    notes: notesOn(parsed, estimatesBase),
  };
}

function parseAll(texts: Readonly<Record<string, string>>): Parsed {
  if (texts['num_round'] === undefined) throw new UserError('Missing required hyperparameter: num_round');
  const parsed: Record<string, string | number | readonly string[]> = {};
  for (const [given, text] of Object.entries(texts)) {
    const name = aliases[given] ?? given;
    const range = Object.hasOwn(ranges, name) ? ranges[name] : undefined;
    if (!range) throw new UserError(`Extraneous hyperparameter found: ${given}`);
    parsed[name] = parse(name, text, range);
  }
  return parsed;
}

/** A tuning job's objective is computed too; training stops early by it, as by the last of the metrics. */
function withTuningMetric(parsed: Parsed): Parsed {
  const objective = parsed['_tuning_objective_metric'];
  if (objective === undefined) return parsed;
  const metric = String(objective).replace('validation:', '');
  const others = ((parsed['eval_metric'] ?? []) as readonly string[]).filter((each) => each !== metric);
  return { ...parsed, eval_metric: [...others, metric] };
}

/** The container takes each text for JSON where it is some, so `"5"` and `5` are the same. */
function parse(name: string, text: string, range: Range): string | number | readonly string[] {
  const value = unquoted(text.trim());
  switch (range.kind) {
    case 'text':
      return value;
    case 'category':
      if (!range.values.includes(value))
        throw new UserError(`Hyperparameter ${name}: ${value} is not in ${listText(range.values)}`);
      return value;
    case 'list': {
      const items = value.split(',');
      const known = (item: string) => range.values.includes(item.split('@')[0] ?? '');
      if (!items.every(known))
        throw new UserError(
          `Hyperparameter ${name}: value ${listText(items)} not in range ${listText(range.values)}`,
        );
      return items;
    }
    case 'integer':
    case 'continuous':
      return number(name, value, range);
  }
}

function number(name: string, text: string, range: Range & { kind: 'integer' | 'continuous' }): number {
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
  if (Number.isNaN(value))
    throw new UserError(`Hyperparameter ${name}: could not parse value (caused by ValueError)`);
  const taken = range.kind === 'integer' ? Math.trunc(value) : value;
  const below = range.min !== undefined && (range.minOpen ? taken <= range.min : taken < range.min);
  const above = range.max !== undefined && (range.maxOpen ? taken >= range.max : taken > range.max);
  if (below || above) {
    const shown = range.kind === 'continuous' && Number.isInteger(taken) ? taken.toFixed(1) : String(taken);
    throw new UserError(`Hyperparameter ${name}: ${shown} is not in ${intervalText(range)}`);
  }
  return taken;
}

function unquoted(text: string): string {
  const quoted = /^"([^"\\]*)"$/.exec(text);
  return quoted?.[1] ?? text;
}

function refuseCombinations(parsed: Parsed): void {
  const objective = parsed['objective'];
  const softmax = objective === 'multi:softmax' || objective === 'multi:softprob';
  if (softmax && parsed['num_class'] === undefined)
    throw new UserError("Require input for parameter 'num_class' for multi-classification");
  const metrics = parsed['eval_metric'] as readonly string[] | undefined;
  if (!metrics) return;
  if (objective === undefined) throw new UserError("'objective' is required where 'eval_metric' is given");
  if (metrics.includes('auc') && !/^(binary|rank):/.test(String(objective)))
    throw new UserError("Metric 'auc' can only be applied for classification and ranking problems.");
}

/** Hyperparameters that change the model in ways training here does not know, and what else they may hold. */
const onlyAs: Readonly<Record<string, readonly (string | number)[]>> = {
  booster: ['gbtree'],
  process_type: ['default'],
  num_parallel_tree: [1],
  tree_method: ['auto', 'exact', 'approx', 'hist'],
  sampling_method: ['uniform'],
  use_dask_gpu_training: ['false'],
  ...Object.fromEntries(
    ['monotone_constraints', 'interaction_constraints', 'num_class', '_kfold', '_num_cv_round'].map(
      (name) => [name, []],
    ),
  ),
};

function refuseUnsupported(parsed: Parsed): void {
  for (const [name, allowed] of Object.entries(onlyAs)) {
    const value = parsed[name];
    if (value !== undefined && !allowed.includes(value as string | number))
      throw new UserError(
        `The practice account does not train with the hyperparameter ${name}=${String(value)}`,
      );
  }
  const objective = parsed['objective'];
  if (objective !== undefined && !knowsObjective(String(objective)))
    throw new UserError(`The practice account does not train with the objective ${String(objective)}`);
  for (const metric of (parsed['eval_metric'] as readonly string[] | undefined) ?? []) {
    if (!metricOf(metric)) throw new UserError(`The practice account does not compute the metric ${metric}`);
  }
}

function notesOn(parsed: Parsed, isRecent: boolean): string[] {
  const notes: string[] = [];
  const method = String(parsed['tree_method'] ?? 'auto');
  // From version 2 on, auto means hist.
  if (method !== 'hist' && !(method === 'auto' && isRecent)) {
    notes.push(`tree_method ${method} is computed as hist on the practice account`);
  }
  for (const name of ['updater', 'predictor', 'dsplit', 'sketch_eps', 'refresh_leaf', 'nthread']) {
    if (parsed[name] !== undefined) notes.push(`${name} has no effect on the practice account`);
  }
  return notes;
}
