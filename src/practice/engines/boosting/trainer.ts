import { binMatrix } from './cuts.ts';
import type { Gradients } from './histogram.ts';
import type { Evaluation, Matrix } from './matrix.ts';
import { metricOf, type Metric } from './metrics.ts';
import type { Model } from './model.ts';
import { differentiate, objectiveOf, type Objective } from './objectives.ts';
import type { Parameters } from './parameters.ts';
import { createRandom, type Random } from './random.ts';
import { addTree, addTreeByBins, type Tree } from './tree.ts';
import { UserError } from './userError.ts';
import { TreeGrower, type GrownTree } from './treeGrower.ts';

/** What a round of boosting came to. */
export interface Round {
  /** From 0. */
  readonly round: number;
  /** `name-metric` of each evaluation, in order: `validation-rmse`. */
  readonly metrics: Readonly<Record<string, number>>;
}

/**
 * Gradient boosting with histograms, after XGBoost's `hist`: same cuts, gains, leaf weights, ways to grow and
 * treatment of missing values; the random numbers are its own. Yields after each round, returns the model.
 * Throws UserError for labels that the objective cannot take.
 */
export function* boost(
  train: Matrix,
  parameters: Parameters,
  evaluations: readonly Evaluation[],
): Generator<Round, Model> {
  const objective = objectiveOf(parameters);
  refuseLabels(objective, [train, ...evaluations.map(({ matrix }) => matrix)]);
  const metrics = (parameters.eval_metric.length ? parameters.eval_metric : [objective.metric]).map(known);
  const plain = !train.weights && parameters.scale_pos_weight === 1;
  const gradients: Gradients = {
    gradient: new Float32Array(train.rows),
    hessian: new Float32Array(train.rows).fill(1),
    unitHessian: objective.unitHessian && plain,
  };
  const baseMargin = Math.fround(baseMarginOf(objective, train, parameters, gradients));
  const margins = new Float32Array(train.rows).fill(baseMargin);
  const watched = evaluations.map(({ name, matrix }) => ({
    name,
    matrix,
    margins: matrix === train ? margins : new Float32Array(matrix.rows).fill(baseMargin),
  }));
  const binned = binMatrix(train, parameters.max_bin);
  const grower = new TreeGrower(binned, parameters);
  const random = createRandom(parameters.seed);
  const rows = new Int32Array(train.rows);
  const trees: Tree[] = [];
  const progress = new Progress(parameters.early_stopping_rounds, metrics.at(-1)?.maximize ?? false);

  for (let round = 0; round < parameters.num_round; round += 1) {
    differentiate(objective, train, margins, parameters.scale_pos_weight, gradients);
    const sampled = sampleRows(rows, parameters.subsample, random);
    const grown = grower.grow(rows.subarray(0, sampled), gradients, random);
    addLeaves(grown, margins);
    addTreeByBins(grown.tree, grown.splitBins, binned, rows.subarray(sampled), margins);
    trees.push(grown.tree);
    for (const each of watched) if (each.matrix !== train) addTree(grown.tree, each.matrix, each.margins);
    const values = watched.flatMap((each) => {
      const predictions = predictionsOf(objective, each.margins);
      return metrics.map(
        (metric) => [`${each.name}-${metric.name}`, metric.of(each.matrix, predictions)] as const,
      );
    });
    yield { round, metrics: Object.fromEntries(values) };
    if (progress.endsAfter(round, values.at(-1)?.[1] ?? 0)) break;
  }
  const best = parameters.early_stopping_rounds > 0 ? progress.best : trees.length - 1;
  return {
    objective: objective.name,
    baseScore: Math.fround(parameters.base_score ?? objective.prediction(baseMargin)),
    features: train.columns,
    trees: trees.slice(0, best + 1),
    attributes: { best_iteration: String(best), best_ntree_limit: String(best + 1) },
  };
}

/** The round that was best by the last metric of the last evaluation, and when to give up hoping for a better one. */
class Progress {
  best = 0;
  #value: number | undefined;
  readonly #patience: number;
  readonly #sign: number;

  constructor(patience: number, maximize: boolean) {
    this.#patience = patience;
    this.#sign = maximize ? -1 : 1;
  }

  endsAfter(round: number, metric: number): boolean {
    const value = this.#sign * metric;
    if (this.#value === undefined || value < this.#value) {
      this.#value = value;
      this.best = round;
    }
    return this.#patience > 0 && round - this.best >= this.#patience;
  }
}

/**
 * Puts the sampled rows first, in ascending order, the others behind them; returns how many they are. Each row is
 * written to both ends of what is free, and only the count tells which was meant: chance is no branch to predict.
 */
function sampleRows(rows: Int32Array, part: number, random: Random): number {
  let front = 0;
  let back = rows.length - 1;
  for (let row = 0; row < rows.length; row += 1) {
    const chosen = Number(part >= 1 || random.next() < part);
    rows[front] = row;
    rows[back] = row;
    front += chosen;
    back -= 1 - chosen;
  }
  return front;
}

function addLeaves({ leaves }: GrownTree, margins: Float32Array): void {
  for (const { rows, value } of leaves) {
    for (const row of rows) {
      margins[row] = margins[row]! + value;
    }
  }
}

/** The given base score's margin, or the best constant margin by one Newton step from 0. */
function baseMarginOf(
  objective: Objective,
  train: Matrix,
  parameters: Parameters,
  gradients: Gradients,
): number {
  if (parameters.base_score !== undefined) return objective.margin(parameters.base_score);
  differentiate(objective, train, new Float32Array(train.rows), parameters.scale_pos_weight, gradients);
  let gradient = 0;
  let hessian = 0;
  for (let row = 0; row < train.rows; row += 1) {
    gradient += gradients.gradient[row]!;
    hessian += gradients.hessian[row]!;
  }
  return hessian > 0 ? -gradient / hessian : 0;
}

function predictionsOf(objective: Objective, margins: Float32Array): Float32Array {
  return objective.unitHessian ? margins : margins.map((margin) => objective.prediction(margin));
}

function refuseLabels({ label }: Objective, matrices: readonly Matrix[]): void {
  if (!label) return;
  for (const { labels } of matrices) {
    if (!labels.every((each) => label.accepts(each))) throw new UserError(label.complaint);
  }
}

function known(name: string): Metric {
  const metric = metricOf(name);
  if (!metric) throw new Error(`Unknown metric function ${name}`);
  return metric;
}
