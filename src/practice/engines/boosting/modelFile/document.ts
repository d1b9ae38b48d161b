import type { Model } from '../model.ts';
import type { Tree } from '../tree.ts';

/** XGBoost's version: major, minor, patch. */
export type Version = readonly [number, number, number];

/** A value of XGBoost's own JSON: typed arrays tell UBJSON which typed arrays to write. */
export type Value =
  | string
  | number
  | Float32Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | readonly Value[]
  | { readonly [key: string]: Value };

/** The document that XGBoost of that version saves for a model; later versions load the forms of earlier ones. */
export function toDocument(model: Model, version: Version): Value {
  const [major] = version;
  const trees = model.trees.map((tree, index) => treeDocument(tree, index, model.features, major));
  const count = String(trees.length);
  return {
    learner: {
      attributes: model.attributes,
      feature_names: [],
      feature_types: [],
      gradient_booster: {
        model: {
          gbtree_model_param: {
            num_parallel_tree: '1',
            num_trees: count,
            ...(major < 2 ? { size_leaf_vector: '0' } : {}),
          },
          ...(major >= 2 ? { iteration_indptr: [...trees.keys(), trees.length] } : {}),
          tree_info: trees.map(() => 0),
          trees,
        },
        name: 'gbtree',
      },
      learner_model_param: {
        base_score: vectorOf(model.baseScore, version),
        boost_from_average: '1',
        num_class: '0',
        num_feature: String(model.features),
        num_target: '1',
      },
      objective: { name: model.objective, ...objectiveParameters(model.objective) },
    },
    version,
  };
}

/** XGBoost 3.1 and later keep one base score a target. */
function vectorOf(score: number, [major, minor]: Version): string {
  const text = floatText(score);
  return major > 3 || (major === 3 && minor >= 1) ? `[${text}]` : text;
}

function treeDocument(tree: Tree, id: number, features: number, major: number): Value {
  const nodes = tree.left.length;
  return {
    base_weights: tree.weight,
    categories: new Int32Array(0),
    categories_nodes: new Int32Array(0),
    categories_segments: new BigInt64Array(0),
    categories_sizes: new BigInt64Array(0),
    default_left: tree.defaultLeft,
    id,
    left_children: tree.left,
    loss_changes: tree.gain,
    parents: tree.parent.map((parent) => (parent < 0 ? noParent : parent)),
    right_children: tree.right,
    split_conditions: tree.condition,
    split_indices: tree.feature,
    split_type: new Uint8Array(nodes),
    sum_hessian: tree.hessian,
    tree_param: {
      num_deleted: '0',
      num_feature: String(features),
      num_nodes: String(nodes),
      size_leaf_vector: major < 2 ? '0' : '1',
    },
  };
}

/** What XGBoost writes as the root's parent. */
const noParent = 2147483647;

/** The parameters XGBoost writes behind an objective's name. */
export function objectiveParameters(objective: string): Readonly<Record<string, Value>> {
  switch (objective) {
    case 'count:poisson':
      return { poisson_regression_param: { max_delta_step: '0.7' } };
    case 'reg:tweedie':
      return { tweedie_regression_param: { tweedie_variance_power: '1.5' } };
    case 'reg:pseudohubererror':
      return { pseudo_huber_param: { huber_slope: '1' } };
    case 'reg:gamma':
    case 'binary:hinge':
      return {};
    default:
      return { reg_loss_param: { scale_pos_weight: '1' } };
  }
}

/**
 * The least digits that give a single-precision number back, in XGBoost's notation: a number without `.` or `E` would
 * be read as an integer, and refused where a float is expected.
 */
export function floatText(value: number): string {
  const single = Math.fround(value);
  for (let digits = 1; digits < 9; digits += 1) {
    const text = rounded(single, digits);
    if (Math.fround(Number(text)) === single) return notation(text);
  }
  return notation(rounded(single, 9));
}

/** A number of so many digits; one that lies half-way is rounded to the even neighbour, as XGBoost does. */
function rounded(value: number, digits: number): string {
  const text = value.toExponential(digits - 1);
  // Half-way, JavaScript rounds away from zero.
  const [exact = ''] = value.toExponential(60).split('e');
  const isHalfWay = /^50*$/.test(exact.replace(/[-.]/g, '').slice(digits));
  if (!isHalfWay) return text;
  const [mantissa = '', exponent = ''] = text.split('e');
  const last = Number(mantissa.at(-1));
  return last % 2 === 1 ? `${mantissa.slice(0, -1)}${last - 1}e${exponent}` : text;
}

function notation(text: string): string {
  return text.replace('e+', 'E').replace('e', 'E');
}

/** A model file that is none, or one of a kind that cannot be served; the message says which. */
export class ModelFileError extends Error {}

type Numbers = readonly number[] | Float32Array | Int32Array | Uint8Array;

interface Document {
  learner: {
    attributes?: Record<string, string>;
    gradient_booster: { name: string; model: { trees: Record<string, Numbers>[] } };
    learner_model_param: { base_score: string; num_class: string; num_feature: string };
    objective: { name: string };
  };
}

/** The model in a document that XGBoost of any version saved. Throws ModelFileError. */
export function fromDocument(value: unknown): Model {
  const { learner } = value as Partial<Document>;
  if (!learner?.gradient_booster) throw new ModelFileError('the document is no XGBoost model');
  const { gradient_booster: booster, learner_model_param: parameters } = learner;
  if (booster.name !== 'gbtree') throw new ModelFileError(`booster ${booster.name} cannot be served`);
  if (Number(parameters.num_class) > 1)
    throw new ModelFileError('models of several classes cannot be served');
  return {
    objective: learner.objective.name,
    baseScore: Math.fround(Number(parameters.base_score.replace(/[[\]]/g, ''))),
    features: Number(parameters.num_feature),
    trees: booster.model.trees.map(treeOf),
    attributes: learner.attributes ?? {},
  };
}

function treeOf(document: Record<string, Numbers>): Tree {
  const numbers = (name: string): Numbers => document[name] ?? [];
  return {
    left: Int32Array.from(numbers('left_children')),
    right: Int32Array.from(numbers('right_children')),
    parent: Int32Array.from(numbers('parents'), (parent) => (parent === noParent ? -1 : parent)),
    feature: Int32Array.from(numbers('split_indices')),
    condition: Float32Array.from(numbers('split_conditions')),
    defaultLeft: Uint8Array.from(numbers('default_left'), Number),
    gain: Float32Array.from(numbers('loss_changes')),
    hessian: Float32Array.from(numbers('sum_hessian')),
    weight: Float32Array.from(numbers('base_weights')),
  };
}
