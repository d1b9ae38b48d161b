import * as vscode from 'vscode';
import { commandIds } from '../../../ids.ts';
import type { StageId } from '../../../lab/facts.ts';
import { crawlerRunState } from '../../../lab/runState.ts';
import type { Action } from '../../action.ts';
import type { Look } from '../look.ts';
import { whenText } from '../whenText.ts';
import type { CrawlerNode } from './crawlerNode.ts';
import type { DatabaseNode } from './databaseNode.ts';

/** The command of the stage that runs a crawler; it is also the word of the context value for it. */
const commands: Partial<Record<StageId, 'runSubmissionsCrawler' | 'runCuratedCrawler'>> = {
  crawlSubmissions: 'runSubmissionsCrawler',
  crawlCurated: 'runCuratedCrawler',
};

/** A crawler's row: how it is doing, and how and when its last crawl ended. */
export function crawlerLook({ crawler, stage }: CrawlerNode): Look {
  const { name, state, lastCrawl } = crawler;
  const command = stage && commands[stage];
  const when = lastCrawl?.started && whenText(lastCrawl.started, new Date(), vscode.env.language);
  const last = lastCrawl ? [lastCrawl.status, when].filter(Boolean).join(' · ') : vscode.l10n.t('never ran');
  const tooltip = new vscode.MarkdownString();
  for (const line of [
    vscode.l10n.t('{0} is {1}.', name, state),
    lastCrawl && vscode.l10n.t('Its last crawl: {0}.', last),
    lastCrawl?.message,
  ]) {
    if (line) tooltip.appendText(line).appendMarkdown('\n\n');
  }
  return {
    label: name,
    description: state === 'READY' ? [last, lastCrawl?.message].filter(Boolean).join(' · ') : state,
    tooltip,
    state: crawlerRunState(state, lastCrawl?.status),
    live: state !== 'READY',
    can: command && state === 'READY' ? [command] : [],
  };
}

/** A database's row. */
export function databaseLook({ name, stage }: DatabaseNode): Look {
  return {
    label: name,
    description: vscode.l10n.t('database'),
    icon: 'database',
    empty: { text: vscode.l10n.t('No table yet'), action: runAction(stage) },
  };
}

function runAction(stage: StageId | undefined): Action | undefined {
  const command = stage && commands[stage];
  return command && { command: commandIds[command], title: vscode.l10n.t('Run Crawler') };
}
