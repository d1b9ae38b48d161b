import * as vscode from 'vscode';
import { commandIds } from '../../../ids.ts';
import type { TrainingJob } from '../../../lab/ports/trainingJobs.ts';
import { decimal } from '../../../lab/report/format.ts';
import { isOver, trainingJobRunState } from '../../../lab/runState.ts';
import { elapsedText } from '../../looks/elapsedText.ts';
import type { Look } from '../look.ts';
import { whenText } from '../whenText.ts';
import type { ModelNode } from './modelNode.ts';
import type { SagemakerLogNode } from './sagemakerLogNode.ts';
import type { TrainingJobNode } from './trainingJobNode.ts';

/** A training job's row: how well its model does, or what it is at; how long it took, and when. */
export function trainingJobLook({ name, job, newest }: TrainingJobNode): Look {
  const { status, secondaryStatus, metrics, created, failureReason } = job;
  const validation = metrics['validation:rmse'];
  const live = !isOver(trainingJobRunState[status]);
  const description = [
    live && secondaryStatus ? secondaryStatus : status,
    validation !== undefined && vscode.l10n.t('validation RMSE {0}', decimal(validation)),
    durationText(job),
    created && whenText(created, new Date(), vscode.env.language),
  ]
    .filter(Boolean)
    .join(' · ');
  return {
    label: name,
    description,
    tooltip: [name, description, failureReason].filter(Boolean).join('\n'),
    state: trainingJobRunState[status],
    live,
    unfolded: newest,
  };
}

/** From its making to its end, or until now. */
function durationText({ status, created, ended }: TrainingJob): string {
  const end = ended ?? (isOver(trainingJobRunState[status]) ? undefined : new Date());
  return created && end ? elapsedText(end.getTime() - created.getTime()) : '';
}

/** A model's row; a click shows what is in its archive. */
export function modelLook(node: ModelNode): Look {
  const { name, model } = node;
  if (!model) return { label: name, description: vscode.l10n.t('deleted'), state: 'cancelled' };
  return {
    label: name,
    description: model.modelData,
    tooltip: [name, model.modelData, model.image].join('\n'),
    icon: 'package',
    can: ['open'],
    action: { command: commandIds.openObject, title: vscode.l10n.t('Open Object'), args: [node] },
  };
}

/** The row of a log; a click opens it. */
export function logLook(node: SagemakerLogNode): Look {
  const { group, stream } = node.log;
  return {
    label: vscode.l10n.t('Log'),
    description: stream,
    tooltip: `${group}/${stream}`,
    icon: 'output',
    can: ['logs'],
    action: { command: commandIds.showLogs, title: vscode.l10n.t('Show Logs'), args: [node] },
  };
}
