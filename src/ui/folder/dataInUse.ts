import * as vscode from 'vscode';
import type { DataSource } from '../../lab/dataset/dataSource.ts';

/** The engine data that the lab works with. */
export interface DataInUse {
  readonly source: DataSource;
  /** As a path of this machine. */
  readonly folder: string;
}

/** Whose engines these are, in a few words; that there are none yet without data. */
export function dataLabel(data: DataInUse | undefined): string {
  switch (data?.source) {
    case 'simulated':
      return vscode.l10n.t('simulated engines');
    case 'nasa':
      return vscode.l10n.t("NASA's data files");
    case 'own':
      return vscode.l10n.t('your own data files');
    case undefined:
      return vscode.l10n.t('no data yet');
  }
}
