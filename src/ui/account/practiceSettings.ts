import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { settingIds } from '../../ids.ts';
import { OpeningRefused } from '../../lab/explain/opening.ts';

/** How the practice account is set up in this window. */
export interface PracticeSettings {
  /** Its folder; undefined: the usual one of this machine. */
  readonly store: string | undefined;
  readonly pace: number;
}

/** The settings of the practice account. Throws OpeningRefused for a folder that is none. */
export function practiceSettings(): PracticeSettings {
  const settings = vscode.workspace.getConfiguration();
  const given = settings.get<unknown>(settingIds.practiceStore);
  const pace = settings.get<unknown>(settingIds.practicePace);
  return {
    store: typeof given === 'string' && given.trim() ? absolute(given.trim()) : undefined,
    pace: typeof pace === 'number' && Number.isFinite(pace) && pace >= 0 ? pace : 0,
  };
}

function absolute(given: string): string {
  const store = given.replace(/^~(?=$|[/\\])/, () => os.homedir());
  if (path.isAbsolute(store)) return store;
  throw new OpeningRefused(
    vscode.l10n.t('The setting {0} is "{1}", which is no absolute path.', settingIds.practiceStore, given),
    vscode.l10n.t('Set it to a folder from its root on, or leave it empty.'),
  );
}
