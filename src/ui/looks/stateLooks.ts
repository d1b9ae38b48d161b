import * as vscode from 'vscode';
import type { RunState } from '../../lab/runState.ts';

/** How a state shows: a codicon and its colour, and the word for it. */
export interface StateLook {
  readonly icon: string;
  /** Id of a theme colour. */
  readonly color?: string;
  readonly word: string;
}

/** The one table from states to what is seen and heard. Shapes differ as well as colours. */
export const stateLooks = {
  unknown: { icon: 'circle-outline', word: vscode.l10n.t('not looked at yet') },
  notStarted: { icon: 'circle-large-outline', word: vscode.l10n.t('not started') },
  waiting: { icon: 'watch', color: 'charts.blue', word: vscode.l10n.t('waiting') },
  running: { icon: 'sync~spin', color: 'charts.blue', word: vscode.l10n.t('running') },
  done: { icon: 'pass', color: 'testing.iconPassed', word: vscode.l10n.t('done') },
  failed: { icon: 'error', color: 'testing.iconFailed', word: vscode.l10n.t('failed') },
  cancelled: { icon: 'circle-slash', color: 'testing.iconSkipped', word: vscode.l10n.t('cancelled') },
} satisfies Record<RunState | 'unknown', StateLook>;
