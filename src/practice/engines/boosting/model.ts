import { defaultParameters } from './parameters.ts';
import { objectiveOf } from './objectives.ts';
import { addTree, type Tree } from './tree.ts';

/** A trained booster: what an XGBoost model file holds. */
export interface Model {
  readonly objective: string;
  /** The prediction before the first tree. */
  readonly baseScore: number;
  /** How many features a row has. */
  readonly features: number;
  readonly trees: readonly Tree[];
  /** What XGBoost's callbacks note, such as `best_iteration`. */
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * The model's prediction for each row of `values` (column by column, NaN for missing), as XGBoost computes it: sums
 * in single precision, tree after tree. Features the model knows and `values` does not have count as missing.
 */
export function predict(model: Model, values: Float32Array, rows: number): Float32Array {
  const objective = objectiveOf({ ...defaultParameters, objective: model.objective });
  const needed = rows * model.features;
  const complete = values.length >= needed ? values : withMissing(values, needed);
  const matrix = { rows, columns: model.features, values: complete, labels: new Float32Array(0) };
  const predictions = new Float32Array(rows).fill(objective.margin(model.baseScore));
  for (const tree of model.trees) addTree(tree, matrix, predictions);
  return predictions.map((margin) => objective.prediction(margin));
}

function withMissing(values: Float32Array, length: number): Float32Array {
  const complete = new Float32Array(length).fill(NaN);
  complete.set(values);
  return complete;
}
