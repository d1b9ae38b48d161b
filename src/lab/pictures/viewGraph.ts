import type { RunState } from '../runState.ts';

/** One step of a graph. */
export interface GraphNode {
  readonly id: string;
  readonly name: string;
  /** What it is: `Crawler`. */
  readonly kind: string;
  readonly state: RunState;
  /** Its state, time and whatever else stands beside its kind, in a few words. */
  readonly stand: string;
  /** What went wrong; empty where nothing did. */
  readonly error: string;
  /** What a press on it does: a view's action, and the words for it; absent where nothing is to be done. */
  readonly press?: { readonly action: string; readonly words: string };
}

/** Steps that lead to each other, as a view shows them. */
export interface ViewGraph {
  /** What is told of it as a whole. */
  readonly label: string;
  /** In the order in which they are read out. */
  readonly nodes: readonly GraphNode[];
  readonly arrows: readonly { readonly from: string; readonly to: string }[];
}
