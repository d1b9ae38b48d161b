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

/** Rows walked down together: few enough for the caches. */
const atOnce = 4096;

/**
 * Adds what the tree says of each row of the matrix to `margins`. All rows of a block step down a level before any
 * steps further: so a step need not wait for the one before it, as on one row's way down.
 */
export function addTree(tree: Tree, matrix: Matrix, margins: Float32Array): void {
  const { feature, condition, defaultLeft } = tree;
  const { values, rows } = matrix;
  const { children, depth } = walkOf(tree);
  const nodes = new Int32Array(Math.min(rows, atOnce));
  for (let start = 0; start < rows; start += atOnce) {
    const count = Math.min(atOnce, rows - start);
    nodes.fill(0);
    for (let level = 0; level < depth; level += 1) {
      for (let index = 0; index < count; index += 1) {
        const node = nodes[index]!;
        const value = values[feature[node]! * rows + start + index]!;
        // NaN is not less, and goes right unless the node sends it left.
        const right = Number(!(value < condition[node]!)) & ~(Number(value !== value) & defaultLeft[node]!);
        nodes[index] = children[2 * node + right]!;
      }
    }
    for (let index = 0; index < count; index += 1)
      margins[start + index] = margins[start + index]! + condition[nodes[index]!]!;
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
  const { feature, condition, defaultLeft } = tree;
  const { bins, cuts, rows: height } = binned;
  const { children, depth } = walkOf(tree);
  // The missing values' bin is the last: they go right with the greatest unless this tells otherwise.
  const missing = Int32Array.from(feature, (each, node) => (defaultLeft[node] ? cuts[each]!.length : -1));
  const nodes = new Int32Array(Math.min(rows.length, atOnce));
  for (let start = 0; start < rows.length; start += atOnce) {
    const count = Math.min(atOnce, rows.length - start);
    nodes.fill(0);
    for (let level = 0; level < depth; level += 1) {
      for (let index = 0; index < count; index += 1) {
        const node = nodes[index]!;
        const bin = bins[feature[node]! * height + rows[start + index]!]!;
        const right = Number(bin > splitBins[node]!) & Number(bin !== missing[node]!);
        nodes[index] = children[2 * node + right]!;
      }
    }
    for (let index = 0; index < count; index += 1) {
      const row = rows[start + index]!;
      margins[row] = margins[row]! + condition[nodes[index]!]!;
    }
  }
}

/** A tree as it is walked down. */
interface Walk {
  /**
   * Left and right child of each node side by side: a comparison's 0 or 1 picks one, without a branch to mispredict. A
   * leaf is its own child.
   */
  readonly children: Int32Array;
  /** After so many steps every row is at a leaf. */
  readonly depth: number;
}

/** Kept with the tree: an endpoint asked for one row would spend more on this than on the row. */
const walks = new WeakMap<Tree, Walk>();

function walkOf(tree: Tree): Walk {
  const known = walks.get(tree);
  if (known) return known;
  const { left, right } = tree;
  const children = new Int32Array(2 * left.length);
  for (let node = 0; node < left.length; node += 1) {
    const isLeaf = left[node]! < 0;
    children[2 * node] = isLeaf ? node : left[node]!;
    children[2 * node + 1] = isLeaf ? node : right[node]!;
  }
  const isInner = (node: number) => left[node]! >= 0;
  let depth = 0;
  for (let level = [0].filter(isInner); level.length > 0; depth += 1)
    level = level.flatMap((node) => [left[node]!, right[node]!]).filter(isInner);
  const walk = { children, depth };
  walks.set(tree, walk);
  return walk;
}
