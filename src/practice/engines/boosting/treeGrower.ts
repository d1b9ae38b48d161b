import type { BinnedMatrix } from './cuts.ts';
import { createGain, type Gain } from './gain.ts';
import { HistogramBuilder, type Gradients, type Histogram } from './histogram.ts';
import type { Parameters } from './parameters.ts';
import type { Random } from './random.ts';
import { bestSplit, type Split, type Sums } from './splits.ts';
import { TreeNodes } from './treeNodes.ts';
import type { Tree } from './tree.ts';

/** A node that may still be split: its rows (a view that splitting reorders), sums and histogram. */
interface Candidate {
  readonly node: number;
  readonly depth: number;
  readonly rows: Int32Array;
  readonly sums: Sums;
  readonly histogram: Histogram;
  readonly split: Split;
}

/** The part of the sampled rows that ended in one leaf. */
export interface Leaf {
  readonly rows: Int32Array;
  /** What the leaf says, eta applied. */
  readonly value: number;
}

/** A grown tree, where each of its splits lies in bins, and the leaves' rows. */
export interface GrownTree {
  readonly tree: Tree;
  readonly splitBins: Int32Array;
  readonly leaves: readonly Leaf[];
}

/** Grows one tree after the other on the same binned matrix. */
export class TreeGrower {
  readonly #binned: BinnedMatrix;
  readonly #parameters: Parameters;
  readonly #gain: Gain;
  readonly #histograms: HistogramBuilder;
  readonly #scratch: Int32Array;

  constructor(binned: BinnedMatrix, parameters: Parameters) {
    this.#binned = binned;
    this.#parameters = parameters;
    this.#gain = createGain(parameters);
    this.#histograms = new HistogramBuilder(binned);
    this.#scratch = new Int32Array(binned.rows);
  }

  /** Grows a tree on `rows`, which it reorders so that each leaf's lie together. */
  grow(rows: Int32Array, gradients: Gradients, random: Random): GrownTree {
    const { max_leaves, grow_policy, colsample_bytree } = this.#parameters;
    const all = Array.from({ length: this.#binned.columns }, (_, feature) => feature);
    const columns = new ColumnSample(share(all, colsample_bytree, random), this.#parameters, random);
    const nodes = new TreeNodes();
    const leaves: Leaf[] = [];
    const open: Candidate[] = [];
    let leafCount = 1;

    const offer = (node: number, depth: number, part: Int32Array, sums: Sums, histogram?: Histogram) => {
      const split = histogram && this.#splitOf(histogram, columns.of(depth), sums);
      if (split) open.push({ node, depth, rows: part, sums, histogram, split });
      else {
        if (histogram) this.#histograms.release(histogram);
        leaves.push(this.#leaf(nodes, node, part));
      }
    };

    const sums = sumsOf(rows, gradients);
    const root = nodes.add(-1, sums, this.#gain.weight(sums.gradient, sums.hessian));
    offer(root, 0, rows, sums, this.#histograms.build(rows, columns.tree, gradients));
    for (let next = take(open, grow_policy); next; next = take(open, grow_policy)) {
      if (max_leaves > 0 && leafCount >= max_leaves) {
        this.#histograms.release(next.histogram);
        leaves.push(this.#leaf(nodes, next.node, next.rows));
      } else {
        leafCount += 1;
        this.#split(next, nodes, columns.tree, gradients, offer);
      }
    }
    return { ...nodes.finish(), leaves };
  }

  #splitOf(histogram: Histogram, features: readonly number[], sums: Sums): Split | undefined {
    const { min_child_weight, gamma } = this.#parameters;
    const split = bestSplit(this.#binned, histogram, features, sums, this.#gain, min_child_weight);
    return split && split.gain >= gamma ? split : undefined;
  }

  #leaf(nodes: TreeNodes, node: number, rows: Int32Array): Leaf {
    const value = Math.fround(nodes.weight(node) * this.#parameters.eta);
    nodes.setLeaf(node, value);
    return { rows, value };
  }

  #split(
    { node, depth, rows, sums, histogram, split }: Candidate,
    nodes: TreeNodes,
    features: readonly number[],
    gradients: Gradients,
    offer: (node: number, depth: number, rows: Int32Array, sums: Sums, histogram?: Histogram) => void,
  ): void {
    const { left } = split;
    const right = {
      gradient: sums.gradient - left.gradient,
      hessian: sums.hessian - left.hessian,
    };
    const leftRows = rows.subarray(0, this.#part(rows, split));
    const rightRows = rows.subarray(leftRows.length);
    const leftNode = nodes.add(node, left, this.#gain.weight(left.gradient, left.hessian));
    const rightNode = nodes.add(node, right, this.#gain.weight(right.gradient, right.hessian));
    nodes.split(node, {
      ...split,
      left: leftNode,
      right: rightNode,
      condition: this.#binned.cuts[split.feature]?.[split.bin] ?? 0,
    });
    if (this.#parameters.max_depth > 0 && depth + 1 >= this.#parameters.max_depth) {
      this.#histograms.release(histogram);
      offer(leftNode, depth + 1, leftRows, left);
      offer(rightNode, depth + 1, rightRows, right);
      return;
    }
    // Only the smaller child's histogram is built from rows; the larger one's is what is left of the parent's.
    const leftIsSmaller = leftRows.length <= rightRows.length;
    const small = this.#histograms.build(leftIsSmaller ? leftRows : rightRows, features, gradients);
    const large = this.#histograms.subtract(histogram, small);
    offer(leftNode, depth + 1, leftRows, left, leftIsSmaller ? small : large);
    offer(rightNode, depth + 1, rightRows, right, leftIsSmaller ? large : small);
  }

  /**
   * Reorders rows so that those that go left come first, each side in its former order; returns how many those are.
   * Each row is written to both sides, and the count of those that go right tells which was meant: a branch that goes
   * either way as often as the other would cost the processor more than both writes.
   */
  #part(rows: Int32Array, { feature, bin, missingLeft }: Split): number {
    const { bins, cuts, rows: height } = this.#binned;
    const start = feature * height;
    // The missing values' bin is the last: its rows go right with the greatest unless this tells otherwise.
    const missing = missingLeft ? cuts[feature]!.length : -1;
    const scratch = this.#scratch;
    let rights = 0;
    for (let index = 0; index < rows.length; index += 1) {
      const row = rows[index]!;
      const at = bins[start + row]!;
      rows[index - rights] = row;
      scratch[rights] = row;
      rights += Number(at > bin) & Number(at !== missing);
    }
    const lefts = rows.length - rights;
    rows.set(scratch.subarray(0, rights), lefts);
    return lefts;
  }
}

/** The columns that a tree, each of its levels and each of its nodes may split on. */
class ColumnSample {
  readonly tree: readonly number[];
  readonly #levels: (readonly number[])[] = [];
  readonly #parameters: Parameters;
  readonly #random: Random;

  constructor(tree: readonly number[], parameters: Parameters, random: Random) {
    this.tree = tree;
    this.#parameters = parameters;
    this.#random = random;
  }

  of(depth: number): readonly number[] {
    const { colsample_bylevel, colsample_bynode } = this.#parameters;
    const level = (this.#levels[depth] ??= share(this.tree, colsample_bylevel, this.#random));
    return share(level, colsample_bynode, this.#random);
  }
}

function share(columns: readonly number[], part: number, random: Random): readonly number[] {
  return part >= 1 ? columns : random.sample(columns, Math.max(1, Math.floor(part * columns.length)));
}

/** The next node to split: the oldest, level by level, or the one that gains most. */
function take(open: Candidate[], policy: Parameters['grow_policy']): Candidate | undefined {
  if (policy === 'depthwise') return open.shift();
  const best = open.reduce((most, { split }, index) => {
    return split.gain > (open[most]?.split.gain ?? 0) ? index : most;
  }, 0);
  return open.splice(best, 1)[0];
}

function sumsOf(rows: Int32Array, { gradient, hessian }: Gradients): Sums {
  let gradients = 0;
  let hessians = 0;
  for (const row of rows) {
    gradients += gradient[row]!;
    hessians += hessian[row]!;
  }
  return { gradient: gradients, hessian: hessians };
}
