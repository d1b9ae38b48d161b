import type { Tree } from './sqlLibrary.ts';
import { call, part } from './walk.ts';

/**
 * `UNNEST(a, b) AS t (x, y)`, several arrays side by side, which DuckDB does in a SELECT alone: as the query
 * `(SELECT unnest(a), unnest(b)) AS t (x, y)`. As in Trino, the rows are as many as the longest array has items.
 */
export function unnestTogether(alias: Tree): Tree | undefined {
  const unnest = part(part(alias, 'this'), 'unnest');
  const others = unnest?.['expressions'];
  if (!unnest || unnest['with_ordinality'] === true || !Array.isArray(others) || !others.length)
    return undefined;
  const select = {
    expressions: [unnest['this'], ...(others as unknown[])].map((array) => call('unnest', array)),
    from: null,
    joins: [],
    lateral_views: [],
    locks: [],
    leading_comments: [],
    distinct: false,
  };
  return {
    subquery: {
      this: { select },
      alias: alias['alias'],
      column_aliases: alias['column_aliases'],
      alias_explicit_as: true,
      lateral: true,
      modifiers_inside: false,
      trailing_comments: [],
    },
  };
}
