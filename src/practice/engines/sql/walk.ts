import type { Tree } from './sqlLibrary.ts';

/** Whether a value of a tree is an object of named parts. */
export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A part of a node that is itself an object; undefined when it is not there. */
export function part(node: Tree | undefined, name: string): Tree | undefined {
  const value = node?.[name];
  return isTree(value) ? value : undefined;
}

/** A part of a node that is a list of objects. */
export function parts(node: Tree | undefined, name: string): Tree[] {
  const value = node?.[name];
  return Array.isArray(value) ? value.filter(isTree) : [];
}

/** A call of a function that the SQL library passes through as it is. */
export function call(name: string, ...args: unknown[]): Tree {
  return { function: { name, args, distinct: false, trailing_comments: [] } };
}

/** The text of a name: a string, or an identifier node. */
export function nameOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return isTree(value) && typeof value['name'] === 'string' ? value['name'] : undefined;
}

/** Calls `visit` with the kind and content of every node, and of every item of a list by the list's name; outer ones first. */
export function visitNodes(tree: unknown, visit: (kind: string, node: Tree) => void): void {
  if (!isTree(tree)) return;
  for (const [kind, value] of Object.entries(tree)) {
    for (const node of Array.isArray(value) ? value : [value]) visitItem(kind, node, visit);
  }
}

function visitItem(kind: string, node: unknown, visit: (kind: string, node: Tree) => void): void {
  if (Array.isArray(node)) {
    for (const each of node) visitItem(kind, each, visit);
  } else if (isTree(node)) {
    visit(kind, node);
    visitNodes(node, visit);
  }
}

/** A copy of the tree in which nodes are replaced, inner ones first, by what `rewrite` returns for them. */
export function rewriteNodes(
  tree: unknown,
  rewrite: (kind: string, node: Tree) => Tree | undefined,
): unknown {
  if (Array.isArray(tree)) return tree.map((each) => rewriteNodes(each, rewrite));
  if (!isTree(tree)) return tree;
  const entries = Object.entries(tree).map(([key, value]) => [key, rewriteNodes(value, rewrite)] as const);
  const [first, ...others] = entries;
  if (first && !others.length && isTree(first[1])) {
    const replaced = rewrite(first[0], first[1]);
    if (replaced) return replaced;
  }
  return Object.fromEntries(entries);
}

/** Offset in UTF-16 units of an offset in code points, as the parser counts. */
export function utf16Offset(sql: string, codePoints: number): number {
  return Array.from(sql).slice(0, codePoints).join('').length;
}

/** Where a node's name begins, in code points; undefined for nodes without a place. */
export function startOf(node: Tree | undefined): number | undefined {
  const span = part(node, 'span') ?? part(part(node, 'name'), 'span');
  return typeof span?.['start'] === 'number' ? span['start'] : undefined;
}

/** Whether any node of the tree fits. */
export function hasNode(tree: unknown, fits: (kind: string, node: Tree) => boolean): boolean {
  const found: string[] = [];
  visitNodes(tree, (kind, node) => {
    if (fits(kind, node)) found.push(kind);
  });
  return found.length > 0;
}
