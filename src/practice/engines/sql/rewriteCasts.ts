import type { Tree } from './sqlLibrary.ts';
import { call, part } from './walk.ts';

const integers = new Set(['tiny_int', 'small_int', 'int', 'big_int']);

/**
 * A cast with what Trino does otherwise than DuckDB: numbers become text as Java writes them, halves are rounded away from
 * zero, and `DECIMAL '1.50'` has the digits that are written. `kind` is `cast` or `try_cast`.
 */
export function rewriteCast(kind: string, node: Tree): Tree | undefined {
  const to = part(node, 'to');
  const type = String(to?.['data_type']);
  if (type === 'var_char' && (to?.['length'] ?? null) === null) return call('trino_varchar', node['this']);
  if (integers.has(type)) return { [kind]: { ...node, this: call('trino_rounded', node['this']) } };
  const literal = part(part(node, 'this'), 'literal');
  if (type !== 'decimal' || literal?.['literal_type'] !== 'string' || (to?.['precision'] ?? null) !== null) {
    return undefined;
  }
  const [, whole = '', fraction = ''] = /^[+-]?(\d*)\.?(\d*)$/.exec(String(literal['value'])) ?? [];
  const precision = Math.max(whole.length + fraction.length, 1);
  return { [kind]: { ...node, to: { ...to, precision, scale: fraction.length } } };
}
