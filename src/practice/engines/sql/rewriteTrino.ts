import { renamed } from './trinoFunctions.ts';
import type { Tree } from './sqlLibrary.ts';
import { isTree, parts, rewriteNodes } from './walk.ts';

/** A call of a function that the SQL library passes through as it is. */
function call(name: string, ...args: unknown[]): Tree {
  return { function: { name, args, distinct: false, trailing_comments: [] } };
}

/** The tree of a query with what means something else in DuckDB, or nothing at all, said in DuckDB's functions and our macros. */
export function rewriteTrino(tree: Tree): Tree {
  return rewriteNodes(tree, rewriteNode) as Tree;
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
      return node['seed'] ? call('trino_random', node['seed']) : undefined;
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
    case 'flatten':
    case 'repeat':
    case 'to_hex':
    case 'random':
    case 'rand':
      return call(`trino_${name}`, ...args);
    default: {
      const other = renamed[name];
      return other === undefined ? undefined : { [kind]: { ...node, name: other } };
    }
  }
}

function comparison(left: unknown, right: unknown): Tree {
  return { left, right, left_comments: [], operator_comments: [], trailing_comments: [] };
}

function number(value: number): Tree {
  return { literal: { literal_type: 'number', value: String(value) } };
}
