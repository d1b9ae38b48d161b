import * as vscode from 'vscode';
import { commandIds } from '../../../ids.ts';
import type { Empty, Look } from '../look.ts';
import type { GroupName, GroupNode } from './groupNode.ts';

/** What each group is called, and what stands below it while it is empty. */
const groups: Readonly<
  Record<GroupName, { readonly title: string; readonly icon: string; readonly empty: Empty }>
> = {
  training: {
    title: vscode.l10n.t('Training jobs'),
    icon: 'mortar-board',
    empty: {
      text: vscode.l10n.t('None yet'),
      action: { command: commandIds.trainModel, title: vscode.l10n.t('Train Model') },
    },
  },
  models: {
    title: vscode.l10n.t('Models'),
    icon: 'package',
    empty: {
      text: vscode.l10n.t('None yet'),
      action: { command: commandIds.deployEndpoint, title: vscode.l10n.t('Deploy Endpoint') },
    },
  },
  endpoints: {
    title: vscode.l10n.t('Endpoints'),
    icon: 'rocket',
    empty: {
      text: vscode.l10n.t('None, no costs'),
      action: { command: commandIds.deployEndpoint, title: vscode.l10n.t('Deploy Endpoint') },
    },
  },
  notebooks: {
    title: vscode.l10n.t('Notebook instances'),
    icon: 'notebook',
    empty: { text: vscode.l10n.t('None in this account and region') },
  },
};

export function groupLook({ group }: GroupNode): Look {
  const { title, icon, empty } = groups[group];
  const can = group === 'notebooks' ? ['sendNotebooks'] : [];
  return { label: title, icon, empty, unfolded: true, can };
}
