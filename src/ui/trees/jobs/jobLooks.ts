import * as vscode from 'vscode';
import { commandIds } from '../../../ids.ts';
import { isOver, jobRunState } from '../../../lab/runState.ts';
import type { JobRun } from '../../../lab/ports/jobs.ts';
import { elapsedText } from '../../looks/elapsedText.ts';
import type { Look } from '../look.ts';
import { whenText } from '../whenText.ts';
import type { JobNode } from './jobNode.ts';
import type { LogNode } from './logNode.ts';
import type { RunNode } from './runNode.ts';
import type { ScriptNode } from './scriptNode.ts';

/** A job's row: how its latest run is doing. */
export function jobLook({ name, latest, isLabs }: JobNode): Look {
  const live = latest !== undefined && isLive(latest);
  return {
    label: name,
    description: latest
      ? [latest.state, durationOf(latest), whenOf(latest)].filter(Boolean).join(' · ')
      : vscode.l10n.t('never ran'),
    state: latest ? jobRunState[latest.state] : 'notStarted',
    live,
    can: isLabs && !live ? ['runGlueEtl', 'prepareGlueJob'] : [],
  };
}

/** The row of a job's script; a click opens it as it lies in S3. */
export function scriptLook(node: ScriptNode): Look {
  return {
    label: vscode.l10n.t('Script'),
    description: node.uri ?? vscode.l10n.t('none'),
    icon: 'file-code',
    can: node.isLabs ? ['compare'] : [],
    action: { command: commandIds.openJobScript, title: vscode.l10n.t("Open Job's Script"), args: [node] },
  };
}

/** A run's row: when it began, how long it took, and why it failed. */
export function runLook({ run }: RunNode): Look {
  const { id, state, started, completed, errorMessage } = run;
  const tooltip = new vscode.MarkdownString();
  for (const line of [
    `${id}: ${state}`,
    started && vscode.l10n.t('Started {0}', started.toLocaleString(vscode.env.language)),
    completed && vscode.l10n.t('Ended {0}', completed.toLocaleString(vscode.env.language)),
    errorMessage,
  ]) {
    if (line) tooltip.appendText(line).appendMarkdown('\n\n');
  }
  return {
    label: whenOf(run) || id,
    description: [state, durationOf(run), errorMessage].filter(Boolean).join(' · '),
    tooltip,
    state: jobRunState[state],
    live: isLive(run),
    can: ['logs'],
    empty: { text: isLive(run) ? vscode.l10n.t('No log yet') : vscode.l10n.t('No log') },
  };
}

/** The row of a log; a click opens it. */
export function logLook(node: LogNode): Look {
  const { of, executor, log } = node;
  return {
    label: of === 'output' ? vscode.l10n.t('Output') : vscode.l10n.t('Errors'),
    description: executor ? vscode.l10n.t('of executor {0}', executor) : '',
    tooltip: `${log.group}/${log.stream}`,
    icon: 'output',
    can: ['logs'],
    action: { command: commandIds.showLogs, title: vscode.l10n.t('Show Logs'), args: [node] },
  };
}

const isLive = ({ state }: JobRun): boolean => !isOver(jobRunState[state]);

const whenOf = ({ started }: JobRun): string =>
  started ? whenText(started, new Date(), vscode.env.language) : '';

function durationOf(run: JobRun): string {
  const { started, completed } = run;
  const end = completed ?? (isLive(run) ? new Date() : undefined);
  return started && end ? elapsedText(end.getTime() - started.getTime()) : '';
}
