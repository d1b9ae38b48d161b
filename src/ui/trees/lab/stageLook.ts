import * as vscode from 'vscode';
import { commandIds } from '../../../ids.ts';
import type { StageStatus } from '../../../lab/board/board.ts';
import type { StageId } from '../../../lab/facts.ts';
import { partTitles } from '../../../lab/parts.ts';
import type { Stage } from '../../../lab/stage.ts';
import { stages } from '../../../lab/stages.ts';
import type { Look } from '../look.ts';
import { stateLooks } from '../../looks/stateLooks.ts';
import { isLive, stageText } from './stageText.ts';

/** What goes on around a stage. */
export interface Around {
  /** The stage that runs in this window. */
  readonly running: StageId | undefined;
  /** The stage that comes next. */
  readonly next: StageId | undefined;
  /** Now, in ms since the epoch. */
  readonly now: number;
}

/** A stage's row: its state as icon, its time and facts beside it, and what can be done with it now. */
export function stageLook(id: StageId, status: StageStatus, around: Around): Look {
  const { title } = stages[id];
  const text = stageText(status, around.now);
  const isNext = around.next === id && status.state === 'notStarted' && !text && around.running === undefined;
  return {
    label: title,
    description: isNext ? vscode.l10n.t('next') : text,
    tooltip: stageTooltip(id, status, text),
    state: status.state,
    can: actionsOf(id, status, around),
    empty: {
      text: vscode.l10n.t('Not looked at yet'),
      action: { command: commandIds.checkStage, title: vscode.l10n.t('Check Stage'), args: [id] },
    },
  };
}

/** Stages that the lab's Glue workflow does as well. */
const byWorkflow: readonly StageId[] = ['crawlSubmissions', 'runEtl', 'crawlCurated'];

/** Words of the context value: one a command that makes sense now. */
function actionsOf(id: StageId, status: StageStatus, { running }: Around): string[] {
  // Lines may be sent live as well, and the view of that be opened again while they are.
  const live = id === 'publish' ? ['live'] : [];
  if (status.here) return ['cancel', ...live, 'explain'];
  const stage: Stage = stages[id];
  const isIdle = running === undefined && !isLive(status.state);
  return [
    ...(isIdle && (status.state !== 'done' || status.outdated !== undefined)
      ? [status.needs?.length ? 'catchUp' : 'run']
      : []),
    ...(isIdle && status.state === 'done' && id !== 'survey' && id !== 'cleanUp' ? ['again'] : []),
    ...(isIdle && stage.reset && status.state !== 'unknown' && !status.needs ? ['reset'] : []),
    ...live,
    ...(isIdle && !status.needs?.length && byWorkflow.includes(id) ? ['workflow'] : []),
    // Rounds of training can be seen before there are predictions.
    ...((id === 'train' || id === 'predict') && status.state === 'done' ? ['results'] : []),
    'check',
    'explain',
  ];
}

function stageTooltip(id: StageId, status: StageStatus, text: string): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  tooltip.appendMarkdown('**').appendText(stages[id].title).appendMarkdown('**\n\n');
  const state = stateLooks[status.state].word;
  for (const line of [`${partTitles[id]} · ${state}`, text || status.text, status.fix]) {
    if (line) tooltip.appendText(line).appendMarkdown('\n\n');
  }
  return tooltip;
}
