import type { Gradients } from './histogram.ts';
import type { Matrix } from './matrix.ts';
import type { Parameters } from './parameters.ts';

/** What training minimises. A margin is the sum of the trees; a prediction is what the user gets. */
export interface Objective {
  /** Under this name in a model's file. */
  readonly name: string;
  /** The metric reported when none is asked for. */
  readonly metric: string;
  readonly unitHessian: boolean;
  /** First and second derivative of the loss at a margin. */
  derivatives(margin: number, label: number): readonly [gradient: number, hessian: number];
  prediction(margin: number): number;
  /** The margin of a base score. */
  margin(prediction: number): number;
  /** Whether a label is one the loss is defined for; otherwise what XGBoost says of it. */
  readonly label?: { accepts(label: number): boolean; complaint: string };
}

const identity = (value: number): number => value;
const sigmoid = (margin: number): number => 1 / (1 + Math.exp(-margin));
const logit = (probability: number): number => -Math.log(1 / probability - 1);

const squaredError = {
  name: 'reg:squarederror',
  metric: 'rmse',
  unitHessian: true,
  derivatives: (margin: number, label: number) => [margin - label, 1] as const,
  prediction: identity,
  margin: identity,
};

const logistic = {
  name: 'binary:logistic',
  metric: 'logloss',
  unitHessian: false,
  derivatives: (margin: number, label: number) => {
    const probability = sigmoid(margin);
    return [probability - label, Math.max(probability * (1 - probability), 1e-16)] as const;
  },
  prediction: sigmoid,
  margin: logit,
  label: {
    accepts: (label: number) => label >= 0 && label <= 1,
    complaint: 'label must be in [0,1] for logistic regression',
  },
};

const exponential = { unitHessian: false, prediction: Math.exp, margin: Math.log };

/** By the name the hyperparameter takes; formulas as in XGBoost's `regression_loss.h` and `regression_obj.cu`. */
const objectives: Readonly<Record<string, (parameters: Parameters) => Objective>> = {
  'reg:squarederror': () => squaredError,
  'reg:linear': () => squaredError,
  'reg:squaredlogerror': () => ({
    name: 'reg:squaredlogerror',
    metric: 'rmsle',
    unitHessian: false,
    derivatives: (margin, label) => {
      const base = Math.max(margin, -1 + 1e-6) + 1;
      const apart = Math.log(base) - Math.log1p(label);
      return [apart / base, Math.max((1 - apart) / (base * base), 1e-6)];
    },
    prediction: identity,
    margin: identity,
    label: {
      accepts: (label) => label > -1,
      complaint: 'label must be greater than -1 for rmsle so that log(label + 1) can be valid.',
    },
  }),
  'reg:logistic': () => ({ ...logistic, name: 'reg:logistic', metric: 'rmse' }),
  'reg:pseudohubererror': () => ({
    name: 'reg:pseudohubererror',
    metric: 'mphe',
    unitHessian: false,
    derivatives: (margin, label) => {
      const apart = margin - label;
      const root = Math.sqrt(1 + apart * apart);
      return [apart / root, 1 / ((1 + apart * apart) * root)];
    },
    prediction: identity,
    margin: identity,
  }),
  'reg:gamma': () => ({
    ...exponential,
    name: 'reg:gamma',
    metric: 'gamma-nloglik',
    derivatives: (margin, label) => {
      const part = label / Math.exp(margin);
      return [1 - part, part];
    },
    label: { accepts: (label) => label > 0, complaint: 'label must be positive for gamma regression.' },
  }),
  'reg:tweedie': ({ tweedie_variance_power: power }) => ({
    ...exponential,
    name: 'reg:tweedie',
    metric: `tweedie-nloglik@${power}`,
    derivatives: (margin, label) => {
      const first = Math.exp((1 - power) * margin);
      const second = Math.exp((2 - power) * margin);
      return [second - label * first, (2 - power) * second - label * (1 - power) * first];
    },
    label: {
      accepts: (label) => label >= 0,
      complaint: 'Check failed: label_correct TweedieRegression: label must be nonnegative',
    },
  }),
  'count:poisson': ({ max_delta_step }) => ({
    ...exponential,
    name: 'count:poisson',
    metric: 'poisson-nloglik',
    derivatives: (margin, label) => [Math.exp(margin) - label, Math.exp(margin + max_delta_step)],
    label: {
      accepts: (label) => label >= 0,
      complaint: 'Check failed: label_correct PoissonRegression: label must be nonnegative',
    },
  }),
  'binary:logistic': () => logistic,
  'binary:logitraw': () => ({ ...logistic, name: 'binary:logitraw', prediction: identity, margin: identity }),
  'binary:hinge': () => ({
    name: 'binary:hinge',
    metric: 'error',
    unitHessian: false,
    derivatives: (margin, label) => {
      const side = 2 * label - 1;
      return margin * side < 1 ? [-side, 1] : [0, 1.1754943508222875e-38];
    },
    prediction: (margin) => (margin > 0 ? 1 : 0),
    margin: identity,
  }),
};

/** Whether training knows the objective. */
export function knowsObjective(name: string): boolean {
  return Object.hasOwn(objectives, name);
}

/** The objective the parameters name. Throws for one that training does not know. */
export function objectiveOf(parameters: Parameters): Objective {
  const make = objectives[parameters.objective];
  if (!make) throw new Error(`Unknown objective function: \`${parameters.objective}\``);
  return make(parameters);
}

/** Writes the derivatives at `margins`, weighted, into `gradients`. */
export function differentiate(
  objective: Objective,
  matrix: Matrix,
  margins: Float32Array,
  scalePositive: number,
  gradients: Gradients,
): void {
  const { gradient, hessian } = gradients;
  for (let row = 0; row < matrix.rows; row += 1) {
    const label = matrix.labels[row]!;
    if (gradients.unitHessian) {
      gradient[row] = margins[row]! - label;
      continue;
    }
    const weight = (matrix.weights?.[row] ?? 1) * (label === 1 ? scalePositive : 1);
    const [first, second] = objective.derivatives(margins[row]!, label);
    gradient[row] = first * weight;
    hessian[row] = second * weight;
  }
}
