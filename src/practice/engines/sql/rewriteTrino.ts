import { dateFormat } from './dateFormats.ts';
import { rewriteCast } from './rewriteCasts.ts';

import { renamed, typedMacros } from './trinoFunctions.ts';
import type { Tree } from './sqlLibrary.ts';
import { unnestTogether } from './unnestTogether.ts';
import { call, hasNode, isTree, part, parts, rewriteNodes } from './walk.ts';

/** The tree of a query with what means something else in DuckDB, or nothing at all, said in DuckDB's functions and our macros. */
export function rewriteTrino(tree: Tree): Tree {
  return rewriteNodes(rewriteNodes(tree, rewriteNode), overAggregate) as Tree;
}

/**
 * A typed macro's call with an aggregate in its arguments, the arguments given by way of lists: DuckDB does not know the types
 * of aggregates when it chooses a macro, but those of a list's items.
 */
function overAggregate(kind: string, node: Tree): Tree | undefined {
  if (kind !== 'function' || !typedMacros.has(String(node['name']))) return undefined;
  const args = parts(node, 'args');
  if (!hasNode({ args }, isAggregate)) return undefined;
  const names = args.map((_, index) => `trino_item_${index}`);
  const inner: Tree = { function: { ...node, args: names.map(itemColumn) } };
  return args.reduceRight((body, arg, index) => {
    const lambda = {
      lambda: { parameters: [itemName(names[index] ?? '')], body, colon: false, parameter_types: [] },
    };
    return call('list_extract', call('list_transform', call('list_value', arg), lambda), number(1));
  }, inner);
}

function itemName(name: string): Tree {
  return { name, quoted: false, trailing_comments: [], span: null };
}

function itemColumn(name: string): Tree {
  return {
    column: {
      name: itemName(name),
      table: null,
      join_mark: false,
      trailing_comments: [],
      span: null,
      inferred_type: null,
    },
  };
}

/** Aggregates are the nodes that may have a FILTER; a query inside an expression has a type as unknown as theirs. */
function isAggregate(kind: string, node: Tree): boolean {
  return 'filter' in node || ['aggregate_function', 'window_function', 'subquery', 'select'].includes(kind);
}

function rewriteNode(kind: string, node: Tree): Tree | undefined {
  switch (kind) {
    case 'div':
      return call('trino_divide', node['left'], node['right']);
    case 'literal':
      return doubleLiteral(node);
    case 'add':
      return isInterval(node['right']) ? call('trino_shift', node['left'], node['right']) : undefined;
    case 'sub':
      return isInterval(node['right'])
        ? call('trino_shift', node['left'], { neg: { this: node['right'], inferred_type: null } })
        : undefined;
    case 'element_at':
      return call('trino_element_at', node['this'], node['expression']);
    case 'typeof':
      return call('trino_typeof', node['this']);
    case 'rand':
      if (node['lower']) return call('trino_random', node['lower'], node['upper']);
      return node['seed'] ? call('trino_random', node['seed']) : undefined;
    case 'cast':
    case 'try_cast':
      return rewriteCast(kind, node);
    case 'count_if':
      return {
        count: { ...node, star: false, this: call('nullif', node['this'], { boolean: { value: false } }) },
      };
    case 'at_time_zone':
      return call('trino_at_timezone', node['this'], node['zone']);
    case 'alias':
      return unnestTogether(node);
    case 'cardinality':
      return call('trino_cardinality', node['this']);
    case 'array_position':
    case 'array_union':
      return call(`trino_${kind}`, node['this'], node['expression']);
    case 'json_extract_scalar':
      return call(`trino_${kind}`, node['this'], node['path']);
    case 'window_function':
      return nullIfNaNOver(node);
    case 'function':
    case 'aggregate_function':
      return rewriteCall(kind, node);
    default:
      return undefined;
  }
}

/** In Athena 1.5 is a double; in DuckDB it is a decimal. */
function doubleLiteral(node: Tree): Tree | undefined {
  const text = String(node['value']);
  if (node['literal_type'] !== 'number' || !/^\d*\.\d*$/.test(text)) return undefined;
  return { literal: { ...node, value: `${text}e0` } };
}

function isInterval(value: unknown): boolean {
  return isTree(value) && 'interval' in value;
}

function rewriteCall(kind: string, node: Tree): Tree | undefined {
  const name = String(node['name']).toLowerCase();
  const args = parts(node, 'args');
  const [list, lambda, third, fourth] = args;
  switch (name) {
    case 'any_match':
      return { gt: comparison(call('len', call('list_filter', list, lambda)), number(0)) };
    case 'none_match':
      return { eq: comparison(call('len', call('list_filter', list, lambda)), number(0)) };
    case 'all_match':
      return { eq: comparison(call('len', call('list_filter', list, lambda)), call('len', list)) };
    case 'reduce': {
      const folded = call('list_reduce', list, third, lambda);
      return call('list_extract', call('list_transform', call('list_value', folded), fourth), number(1));
    }
    case 'max':
    case 'min':
      return call(`trino_${name}_n`, list, lambda);
    case 'date_format':
    case 'date_parse': {
      const literal = part(lambda, 'literal');
      if (!literal) return undefined;
      const format = { literal: { ...literal, value: dateFormat(String(literal['value'])) } };
      return call(`trino_${name}`, list, format);
    }
    case 'flatten':
    case 'repeat':
    case 'to_hex':
    case 'random':
    case 'rand':
      return call(`trino_${name}`, ...args);
    case 'corr':
    case 'regr_intercept':
    case 'regr_slope':
      return nullIfNaN({ [kind]: node });
    default: {
      const other = renamed[name];
      return other === undefined ? undefined : { [kind]: { ...node, name: other } };
    }
  }
}

/** A line through points of one x, and how well it fits, is NULL in Athena; in DuckDB it is not a number. */
function nullIfNaN(node: Tree): Tree {
  return call('nullif', node, call('nan'));
}

/** The same over a window, whose function has been rewritten by then. */
function nullIfNaNOver(node: Tree): Tree | undefined {
  const [aggregate, nan] = parts(part(part(node, 'this'), 'function'), 'args');
  if (part(nan, 'function')?.['name'] !== 'nan') return undefined;
  return nullIfNaN({ window_function: { ...node, this: aggregate } });
}

function comparison(left: unknown, right: unknown): Tree {
  return { left, right, left_comments: [], operator_comments: [], trailing_comments: [] };
}

function number(value: number): Tree {
  return { literal: { literal_type: 'number', value: String(value) } };
}
