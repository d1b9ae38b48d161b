import * as vscode from 'vscode';
import { commandIds } from '../../../ids.ts';
import { isOver, workflowRunState } from '../../../lab/runState.ts';
import { elapsedText } from '../../looks/elapsedText.ts';
import type { Look } from '../look.ts';
import { whenText } from '../whenText.ts';
import type { WorkflowNode } from './workflowNode.ts';

/** The row of the lab's workflow: how its last run is doing; a click shows its graph. */
export function workflowLook({ name, latest }: WorkflowNode): Look {
  const state = latest ? workflowRunState(latest) : 'notStarted';
  const live = latest !== undefined && !isOver(state);
  return {
    label: name,
    description: latest
      ? [wordsOf(latest), timeOf(latest, live), whenOf(latest)].filter(Boolean).join(' · ')
      : vscode.l10n.t('never ran'),
    tooltip: vscode.l10n.t('{0}: the Glue workflow of both crawlers and the job between them', name),
    state,
    live,
    can: live ? ['showWorkflow'] : ['showWorkflow', 'runAsWorkflow'],
    action: { command: commandIds.showWorkflow, title: vscode.l10n.t('Show Workflow') },
  };
}

type Run = NonNullable<WorkflowNode['latest']>;

/** Glue calls a run COMPLETED whatever became of what it started. */
function wordsOf({ status, failed, stopped }: Run): string {
  if (failed) return vscode.l10n.t('{0}, {1} failed', status, failed);
  return stopped && status === 'COMPLETED' ? vscode.l10n.t('{0}, {1} stopped', status, stopped) : status;
}

function timeOf({ started, completed }: Run, live: boolean): string {
  const end = completed ?? (live ? new Date() : undefined);
  return started && end ? elapsedText(end.getTime() - started.getTime()) : '';
}

const whenOf = ({ started }: Run): string =>
  started ? whenText(started, new Date(), vscode.env.language) : '';
