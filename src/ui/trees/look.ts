import * as vscode from 'vscode';
import type { RunState } from '../../lab/runState.ts';
import type { Action } from '../action.ts';
import { stateLooks, type StateLook } from '../looks/stateLooks.ts';
import type { TreeNode } from './treeNode.ts';

/** How a node looks: what is in its row, and what can be done with it. */
export interface Look {
  readonly label: string;
  /** Beside the label, dimmed. */
  readonly description?: string | undefined;
  readonly tooltip?: string | vscode.MarkdownString | undefined;
  /** A codicon; a node with a state has that state's. */
  readonly icon?: string | undefined;
  /** Gives icon and colour, is read out, and is a word of the context value. */
  readonly state?: RunState | 'unknown' | undefined;
  /** Its state changes by itself: the tree looks again while somebody sees it, and counts the seconds. */
  readonly live?: boolean | undefined;
  /** What it says of time goes on though nothing happens: it is drawn anew each minute while somebody sees it. */
  readonly ages?: boolean | undefined;
  /** Further words of the context value, for menus: `viewItem =~ /\bword\b/`. */
  readonly can?: readonly string[] | undefined;
  /** Runs when the row is clicked or Enter is pressed on it. */
  readonly action?: Action | undefined;
  /** Unfolded when it first shows. */
  readonly unfolded?: boolean | undefined;
  /** What stands below it when nothing is there, and what a click on that does. */
  readonly empty?: Empty | undefined;
}

/** Says in few words that there is nothing, as a side bar is narrow; the action's title stands beside them. */
export interface Empty {
  readonly text: string;
  readonly action?: Action | undefined;
}

/** The look of each kind of node of one tree. */
export type RenderTable<Node extends TreeNode> = {
  readonly [Kind in Node['kind']]: (node: Extract<Node, { readonly kind: Kind }>) => Look;
};

/**
 * A row for the view. Its context value is the node's kind, its state, what it `can`, and of itself `refresh` for what
 * unfolds, `uri`, `name` and `text` for what can be copied. Screen readers hear label, state and description.
 * @param path unique in the tree.
 */
export function treeItem(node: TreeNode, path: string, look: Look): vscode.TreeItem {
  const { label, description, tooltip, state, action } = look;
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, node.children ? (look.unfolded ? Expanded : Collapsed) : None);
  item.id = path;
  if (description) item.description = description;
  item.tooltip = tooltip ?? [label, description].filter(Boolean).join('\n');
  if (state) item.iconPath = stateIcon(state);
  else if (look.icon) item.iconPath = new vscode.ThemeIcon(look.icon);
  item.contextValue = [
    node.kind,
    state,
    ...(look.can ?? []),
    node.children && 'refresh',
    node.uri && 'uri',
    node.name && 'name',
    node.text && 'text',
  ]
    .filter(Boolean)
    .join(' ');
  item.accessibilityInformation = {
    label: [label, state && stateLooks[state].word, description].filter(Boolean).join(', '),
  };
  if (action) {
    const { command, title, args = [] } = action;
    item.command = { command, title, arguments: [...args] };
  }
  return item;
}

function stateIcon(state: RunState | 'unknown'): vscode.ThemeIcon {
  const { icon, color }: StateLook = stateLooks[state];
  return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
}
