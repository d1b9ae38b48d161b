import type { Matrix } from './matrix.ts';

/** A number that tells how well predictions fit labels. */
export interface Metric {
  readonly name: string;
  /** Whether more is better. */
  readonly maximize: boolean;
  of(matrix: Matrix, predictions: Float32Array): number;
}

/** A metric that is the weighted mean of something a row, finished by `finish`. */
function mean(
  row: (label: number, prediction: number) => number,
  finish: (mean: number) => number = (value) => value,
): Metric['of'] {
  return ({ labels, weights, rows }, predictions) => {
    let sum = 0;
    let weight = weights ? 0 : rows;
    for (let index = 0; index < rows; index += 1) {
      const value = row(labels[index]!, predictions[index]!);
      if (weights) {
        sum += weights[index]! * value;
        weight += weights[index]!;
      } else sum += value;
    }
    return finish(weight === 0 ? sum : sum / weight);
  };
}

const square = (value: number): number => value * value;

/** Not bounded above, as XGBoost's: a margin in a probability's place (`binary:logitraw`) may make it negative. */
function logLoss(label: number, prediction: number): number {
  const part = (share: number, probability: number): number =>
    -share * Math.log(Math.max(1e-16, probability));
  return part(label, prediction) + part(1 - label, 1 - prediction);
}

const error =
  (threshold: number) =>
  (label: number, prediction: number): number =>
    prediction > threshold ? 1 - label : label;

function tweedie(power: number): Metric['of'] {
  return mean(
    (label, prediction) =>
      prediction ** (2 - power) / (2 - power) - (label * prediction ** (1 - power)) / (1 - power),
  );
}

function gammaDeviance(label: number, prediction: number): number {
  const predicted = prediction + 1e-6;
  return Math.log(predicted / (label + 1e-6)) + (label + 1e-6) / predicted - 1;
}

function gammaLikelihood(label: number, prediction: number): number {
  const predicted = Math.max(prediction, 1e-6);
  return Math.max(label, 1e-6) / predicted + Math.log(predicted);
}

function poissonLikelihood(label: number, prediction: number): number {
  const predicted = Math.max(prediction, 1e-16);
  return logGamma(label + 1) + predicted - Math.log(predicted) * label;
}

/** Natural logarithm of the gamma function for x >= 1, by Stirling's series after shifting x upwards. */
function logGamma(x: number): number {
  let shifted = x;
  let shift = 0;
  while (shifted < 10) {
    shift += Math.log(shifted);
    shifted += 1;
  }
  const series = 1 / (12 * shifted) - 1 / (360 * shifted ** 3) + 1 / (1260 * shifted ** 5);
  return (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI) + series - shift;
}

/** Area under the ROC curve; ties count half. 0.5 where there is only one class, as XGBoost warns and answers. */
const areaUnderCurve: Metric['of'] = ({ labels, weights, rows }, predictions) => {
  const order = Uint32Array.from({ length: rows }, (_, row) => row);
  order.sort((a, b) => predictions[b]! - predictions[a]!);
  let area = 0;
  let positives = 0;
  let negatives = 0;
  for (let start = 0; start < rows;) {
    const score = predictions[order[start]!];
    let tiedPositives = 0;
    let tiedNegatives = 0;
    let end = start;
    for (; end < rows && predictions[order[end]!] === score; end += 1) {
      const row = order[end]!;
      const weight = weights?.[row] ?? 1;
      tiedPositives += weight * labels[row]!;
      tiedNegatives += weight * (1 - labels[row]!);
    }
    area += tiedNegatives * (positives + tiedPositives / 2);
    positives += tiedPositives;
    negatives += tiedNegatives;
    start = end;
  }
  return positives > 0 && negatives > 0 ? area / (positives * negatives) : 0.5;
};

const explained: Metric['of'] = (matrix, predictions) => {
  const average = mean((label) => label)(matrix, predictions);
  const residual = mean((label, prediction) => square(label - prediction))(matrix, predictions);
  return 1 - residual / mean((label) => square(label - average))(matrix, predictions);
};

const metrics: Readonly<Record<string, Metric['of']>> = {
  rmse: mean((label, prediction) => square(prediction - label), Math.sqrt),
  mse: mean((label, prediction) => square(prediction - label)),
  rmsle: mean((label, prediction) => square(Math.log1p(prediction) - Math.log1p(label)), Math.sqrt),
  mae: mean((label, prediction) => Math.abs(prediction - label)),
  mape: mean((label, prediction) => Math.abs((label - prediction) / label)),
  mphe: mean((label, prediction) => Math.sqrt(1 + square(prediction - label)) - 1),
  logloss: mean(logLoss),
  error: mean(error(0.5)),
  accuracy: mean((label, prediction) => (Math.round(prediction) === label ? 1 : 0)),
  r2: explained,
  auc: areaUnderCurve,
  'poisson-nloglik': mean(poissonLikelihood),
  'gamma-nloglik': mean(gammaLikelihood),
  'gamma-deviance': mean(gammaDeviance, (value) => 2 * value),
  'tweedie-nloglik': tweedie(1.5),
};
const maximized = new Set(['auc', 'r2', 'accuracy']);

/** The metric of that name (`error@0.7` and `tweedie-nloglik@1.2` carry a number); undefined when there is none. */
export function metricOf(name: string): Metric | undefined {
  const [base = '', number] = name.split('@');
  const plain = metrics[base];
  if (!plain || !Object.hasOwn(metrics, base)) return undefined;
  if (number === undefined) return { name, maximize: maximized.has(base), of: plain };
  if (!Number.isFinite(Number(number)) || number.trim() === '') return undefined;
  if (base === 'error') return { name, maximize: false, of: mean(error(Number(number))) };
  if (base === 'tweedie-nloglik') return { name, maximize: false, of: tweedie(Number(number)) };
  return undefined;
}

/** The names of all metrics, without numbers. */
export const metricNames: readonly string[] = Object.keys(metrics);
