import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import { wholeNumber } from '../../lab/report/format.ts';
import { failureAction } from '../failureAction.ts';
import type { Empty, Look } from './look.ts';
import type { BaseNode, FailureNode, MoreNode } from './treeNode.ts';

/** How the rows look that every tree may have. `empty`: what the tree says where nothing is below a node. */
export function baseLook(node: BaseNode, empty: Empty): Look {
  switch (node.kind) {
    case 'failure':
      return failureLook(node);
    case 'empty':
      return emptyLook(empty);
    case 'more':
      return moreLook(node);
  }
}

export function isBaseNode(node: { readonly kind: string }): node is BaseNode {
  return node.kind === 'failure' || node.kind === 'empty' || node.kind === 'more';
}

/** What failed, beside it what to do; a click does it. */
function failureLook(node: FailureNode): Look {
  const { kind, what, why, changed, nextAction, original } = node.failure;
  const tooltip = new vscode.MarkdownString();
  for (const sentence of [what, why, changed, nextAction])
    tooltip.appendText(sentence).appendMarkdown('\n\n');
  tooltip.appendCodeblock(original, 'text');
  return {
    label: what,
    description: nextAction,
    tooltip,
    state: 'failed',
    action: failureAction(kind, {
      command: commandIds.refreshNode,
      title: vscode.l10n.t('Try Again'),
      args: [node],
    }),
  };
}

/** That nothing is there, beside it what a click does about that. */
function emptyLook({ text, action }: Empty): Look {
  return { label: text, description: action?.title, icon: 'info', action };
}

function moreLook(node: MoreNode): Look {
  const next = wholeNumber(Math.min(node.left ?? node.size, node.size));
  return {
    label: vscode.l10n.t('Show the next {0}', next),
    description:
      node.left === undefined ? undefined : vscode.l10n.t('{0} are not shown', wholeNumber(node.left)),
    icon: 'ellipsis',
    action: { command: commandIds.showMore, title: vscode.l10n.t('Show More'), args: [node] },
  };
}
