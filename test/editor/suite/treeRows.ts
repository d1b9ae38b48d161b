import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { LabApi } from '../../../src/extension.ts';
import type { Tree, ViewName } from '../../../src/ui/trees/tree.ts';
import type { TreeNode } from '../../../src/ui/trees/treeNode.ts';

/** A row as a view shows it. */
export interface Row {
  readonly node: TreeNode;
  readonly label: string;
  readonly description: string;
  readonly icon: string | undefined;
  /** What a screen reader says. */
  readonly spoken: string;
  /** The words that menus ask for. */
  readonly words: readonly string[];
  readonly item: vscode.TreeItem;
}

/** One of the extension's trees. */
export async function treeOf(view: ViewName): Promise<Tree> {
  const extension = vscode.extensions.getExtension<LabApi>('cmapss-lab.cmapss-ml-lab');
  const api = await extension?.activate();
  return api?.trees.get(view) ?? assert.fail(`There is no tree ${view}`);
}

/** The rows below a node as the view would get them, or at the top. */
export async function rowsOf(tree: Tree, node?: TreeNode): Promise<Row[]> {
  const nodes = (await tree.provider.getChildren(node)) ?? [];
  return Promise.all(
    nodes.map(async (each) => {
      const item = await tree.provider.getTreeItem(each);
      const { label = '', description, iconPath } = item;
      return {
        node: each,
        label: typeof label === 'string' ? label : label.label,
        description: typeof description === 'string' ? description : '',
        icon: iconPath instanceof vscode.ThemeIcon ? iconPath.id : undefined,
        spoken: item.accessibilityInformation?.label ?? '',
        words: item.contextValue?.split(' ') ?? [],
        item,
      };
    }),
  );
}

/** The row of this label below a node. */
export async function rowOf(tree: Tree, label: string | RegExp, node?: TreeNode): Promise<Row> {
  const rows = await rowsOf(tree, node);
  const found = rows.find((row) => (typeof label === 'string' ? row.label === label : label.test(row.label)));
  return found ?? assert.fail(`No row ${label}; there are ${rows.map((row) => row.label).join(', ')}`);
}
