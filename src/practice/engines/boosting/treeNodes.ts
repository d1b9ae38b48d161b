import type { Sums } from './splits.ts';
import type { Tree } from './tree.ts';

interface Node {
  left: number;
  right: number;
  readonly parent: number;
  feature: number;
  condition: number;
  bin: number;
  missingLeft: boolean;
  gain: number;
  readonly hessian: number;
  weight: number;
}

/** The nodes of a tree while it grows. */
export class TreeNodes {
  readonly #nodes: Node[] = [];

  /** Adds a node, a leaf at first; returns its number. */
  add(parent: number, sums: Sums, weight: number): number {
    const fresh = { left: -1, right: -1, feature: 0, condition: 0, bin: 0, missingLeft: false, gain: 0 };
    this.#nodes.push({ ...fresh, parent, hessian: sums.hessian, weight });
    return this.#nodes.length - 1;
  }

  /** Makes a node an inner one. */
  split(
    node: number,
    change: Pick<Node, 'left' | 'right' | 'feature' | 'condition' | 'bin' | 'missingLeft' | 'gain'>,
  ): void {
    Object.assign(this.#at(node), change);
  }

  /** Sets what a leaf says. */
  setLeaf(node: number, value: number): void {
    const leaf = this.#at(node);
    leaf.condition = value;
    leaf.weight = value;
  }

  weight(node: number): number {
    return this.#at(node).weight;
  }

  finish(): { tree: Tree; splitBins: Int32Array } {
    const nodes = this.#nodes;
    return {
      tree: {
        left: Int32Array.from(nodes, (node) => node.left),
        right: Int32Array.from(nodes, (node) => node.right),
        parent: Int32Array.from(nodes, (node) => node.parent),
        feature: Int32Array.from(nodes, (node) => node.feature),
        condition: Float32Array.from(nodes, (node) => node.condition),
        defaultLeft: Uint8Array.from(nodes, (node) => Number(node.missingLeft)),
        gain: Float32Array.from(nodes, (node) => node.gain),
        hessian: Float32Array.from(nodes, (node) => node.hessian),
        weight: Float32Array.from(nodes, (node) => node.weight),
      },
      splitBins: Int32Array.from(nodes, (node) => node.bin),
    };
  }

  #at(node: number): Node {
    const found = this.#nodes[node];
    if (!found) throw new Error(`the tree has no node ${node}`);
    return found;
  }
}
