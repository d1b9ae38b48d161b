import * as vscode from 'vscode';
import { commandIds, viewIds } from '../../ids.ts';
import { nextStage } from '../../lab/board/nextStage.ts';
import { hourlyPrice } from '../../lab/report/format.ts';
import { stageIds, stages } from '../../lab/stages.ts';
import type { Disposable } from '../disposable.ts';
import type { Editor } from '../editor.ts';
import { dataLabel } from '../folder/dataInUse.ts';
import { accountText } from '../looks/accountText.ts';
import { elapsedText } from '../looks/elapsedText.ts';
import { stateLooks } from '../looks/stateLooks.ts';

/** The time of what runs is shown anew this often, in ms. */
const tick = 1000;

/**
 * Shows account, stage and elapsed time in the status bar, and warns while endpoints of the lab cost money. It stands there as
 * long as a lab folder is open.
 */
export function createStatusBar({
  session,
  lab,
  runs,
  folder,
  endpoints,
}: Pick<Editor, 'session' | 'lab' | 'runs' | 'folder' | 'endpoints'>): Disposable {
  const item = vscode.window.createStatusBarItem('cmapssLab.status', vscode.StatusBarAlignment.Left, 10);
  item.name = vscode.l10n.t('CMAPSS Lab');
  let timer: NodeJS.Timeout | undefined;

  const isPractice = (): boolean => session.state.choice.kind === 'practice';
  const draw = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (!folder.uri) {
      item.hide();
      return;
    }
    const { board } = lab;
    const live = runs.running ?? stageIds.find((id) => board[id].state === 'running');
    const account = accountText(session.state);
    const cost = endpointCost();
    const tellsCost = cost !== undefined && !live;
    item.command = tellsCost
      ? { command: commandIds.showCosts, title: vscode.l10n.t('Show Costs') }
      : { command: `${viewIds.lab}.focus`, title: vscode.l10n.t('Show the Lab view') };
    if (live) {
      const since = board[live].started;
      const time = since === undefined ? '' : ` · ${elapsedText(Date.now() - since)}`;
      item.text = `$(sync~spin) ${account} · ${stages[live].title}${time}`;
      timer = setTimeout(draw, tick);
    } else {
      const failed = session.state.kind === 'failed';
      const next = board.survey.state === 'unknown' ? undefined : nextStage(board);
      const text = failed
        ? vscode.l10n.t('not connected')
        : next
          ? vscode.l10n.t('next: {0}', stages[next].title)
          : '';
      const parts = [account, cost ? costWords(cost) : text];
      const icon = cost ? 'warning' : failed ? 'error' : isPractice() ? 'beaker' : 'cloud';
      item.text = `$(${icon}) ${parts.filter(Boolean).join(' · ')}`;
    }
    item.backgroundColor = cost ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    item.tooltip = tooltip(account, cost && inServiceWords(cost));
    // Spinning icons and seconds are not for ears.
    item.accessibilityInformation = {
      label: [vscode.l10n.t('CMAPSS Lab'), account, live && stages[live].title, cost && costWords(cost)]
        .filter(Boolean)
        .join(', '),
      role: 'button',
    };
    item.show();
  };

  /** How many endpoints are in service, and what they cost an hour; undefined where they cost nothing. */
  const endpointCost = (): Cost | undefined => {
    const { count, perHour, unpriced } = endpoints.costs;
    if (session.state.choice.kind === 'practice' || session.state.kind !== 'open' || !count) return undefined;
    if (unpriced === count) return { count, text: vscode.l10n.t('money every hour') };
    const text = unpriced
      ? vscode.l10n.t('more than {0} an hour', hourlyPrice(perHour))
      : vscode.l10n.t('about {0} an hour', hourlyPrice(perHour));
    return { count, text };
  };

  const tooltip = (account: string, cost: string | undefined): vscode.MarkdownString => {
    const { board } = lab;
    const text = new vscode.MarkdownString('', true);
    const line = (words: string): unknown => text.appendText(words).appendMarkdown('\n\n');
    text.appendMarkdown('**').appendText(vscode.l10n.t('CMAPSS Lab')).appendMarkdown('**\n\n');
    line(vscode.l10n.t('Account: {0}', account));
    line(vscode.l10n.t('Engine data: {0}', dataLabel(folder.dataInUse)));
    if (cost) line(cost);
    for (const id of stageIds) {
      const { icon, word } = stateLooks[board[id].state];
      text.appendMarkdown(`$(${icon.replace('~spin', '')}) `).appendText(`${stages[id].title}: ${word}`);
      text.appendMarkdown('  \n');
    }
    return text;
  };

  const subscriptions = [
    session.onDidChange(draw),
    lab.onDidChange(draw),
    runs.onDidChange(draw),
    folder.onDidChange(draw),
    endpoints.onDidChange(draw),
  ];
  draw();
  return {
    dispose: () => {
      clearTimeout(timer);
      for (const subscription of subscriptions) subscription.dispose();
      item.dispose();
    },
  };
}

/** What endpoints in service cost together, in words. */
interface Cost {
  readonly count: number;
  readonly text: string;
}

const costWords = ({ count, text }: Cost): string =>
  count === 1
    ? vscode.l10n.t('endpoint costs {0}', text)
    : vscode.l10n.t('{0} endpoints cost {1}', count, text);

const inServiceWords = ({ count, text }: Cost): string =>
  count === 1
    ? vscode.l10n.t('An endpoint is in service; it costs {0} until it is deleted.', text)
    : vscode.l10n.t('{0} endpoints are in service; they cost {1} until they are deleted.', count, text);
