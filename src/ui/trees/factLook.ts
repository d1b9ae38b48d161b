import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import type { FactNode } from './factNode.ts';
import type { Look } from './look.ts';

/** A fact's row; a click on one that is an object of S3 opens that. */
export function factLook(node: FactNode): Look {
  const { label, value, icon, detail, isObject } = node;
  return {
    label,
    description: value,
    icon: icon ?? 'dash',
    tooltip: detail,
    can: isObject ? ['open'] : [],
    action: isObject && {
      command: commandIds.openObject,
      title: vscode.l10n.t('Open Object'),
      args: [node],
    },
  };
}
