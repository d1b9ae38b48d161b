import type { BinnedMatrix } from './cuts.ts';
import type { Matrix } from './matrix.ts';

/** A regression tree in XGBoost's layout: parallel arrays over its nodes, the root first. */
export interface Tree {
  /** Left and right child; -1 at a leaf. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** -1 at the root. */
  readonly parent: Int32Array;
  readonly feature: Int32Array;
  /** Where a row's value is less it goes left; at a leaf, what the tree says. */
  readonly condition: Float32Array;
  /** 1 where a missing value goes left. */
  readonly defaultLeft: Uint8Array;
  readonly gain: Float32Array;
  /** Sum of hessians of the rows that came through in training. */
  readonly hessian: Float32Array;
  /** The node's own best weight; at a leaf with eta applied. */
  readonly weight: Float32Array;
}

/** Adds what the tree says of each row of the matrix to `margins`. */
export function addTree(tree: Tree, matrix: Matrix, margins: Float32Array): void {
  const { left, right, feature, condition, defaultLeft } = tree;
  const { values, rows } = matrix;
  for (let row = 0; row < rows; row += 1) {
    let node = 0;
    while (left[node]! >= 0) {
      const value = values[feature[node]! * rows + row]!;
      const goesLeft = Number.isNaN(value) ? defaultLeft[node] === 1 : value < condition[node]!;
      node = (goesLeft ? left[node] : right[node])!;
    }
    margins[row] = margins[row]! + condition[node]!;
  }
}

/** The same for some rows of the matrix the tree was grown on, by their bins; `splitBins` has each node's bin. */
export function addTreeByBins(
  tree: Tree,
  splitBins: Int32Array,
  binned: BinnedMatrix,
  rows: Int32Array,
  margins: Float32Array,
): void {
  const { left, right, feature, condition, defaultLeft } = tree;
  const { bins, cuts, rows: height } = binned;
  // The missing values' bin is the last: they go right with the greatest unless this tells otherwise.
  const missing = Int32Array.from(feature, (each, node) => (defaultLeft[node] ? cuts[each]!.length : -1));
  for (const row of rows) {
    let node = 0;
    while (left[node]! >= 0) {
      const bin = bins[feature[node]! * height + row]!;
      node = (bin <= splitBins[node]! || bin === missing[node] ? left[node] : right[node])!;
    }
    margins[row] = margins[row]! + condition[node]!;
  }
}
