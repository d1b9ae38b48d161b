import type { ViewGraph } from './viewGraph.ts';

/** Where a node stands: rows go down in the arrows' direction, from 0. */
export interface GraphPlace {
  readonly row: number;
  readonly column: number;
}

/** Places by the nodes' ids, and how many rows and columns there are. */
export interface GraphLayout {
  readonly places: ReadonlyMap<string, GraphPlace>;
  readonly rows: number;
  readonly columns: number;
}

/**
 * Puts each node a row below the lowest of those that lead to it; nodes of a row stand beside each other, in their own
 * order. An arrow that leads back, in a circle, moves nothing.
 */
export function graphLayout({ nodes, arrows }: Pick<ViewGraph, 'nodes' | 'arrows'>): GraphLayout {
  const rows = new Map<string, number>();
  const rowOf = (id: string, above: ReadonlySet<string>): number => {
    const known = rows.get(id);
    if (known !== undefined) return known;
    const path = new Set(above).add(id);
    const before = arrows.filter(({ from, to }) => to === id && !path.has(from)).map(({ from }) => from);
    const row = before.length ? 1 + Math.max(...before.map((each) => rowOf(each, path))) : 0;
    rows.set(id, row);
    return row;
  };
  const taken = new Map<number, number>();
  const places = new Map<string, GraphPlace>();
  for (const { id } of nodes) {
    const row = rowOf(id, new Set());
    const column = taken.get(row) ?? 0;
    taken.set(row, column + 1);
    places.set(id, { row, column });
  }
  return {
    places,
    rows: nodes.length ? 1 + Math.max(...taken.keys()) : 0,
    columns: nodes.length ? Math.max(...taken.values()) : 0,
  };
}
