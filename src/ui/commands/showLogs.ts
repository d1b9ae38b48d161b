import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import { jobRunState } from '../../lab/runState.ts';
import { requireResources } from '../../lab/survey/resources.ts';
import type { LogPlace } from '../documents/logPlace.ts';
import type { Editor } from '../editor.ts';
import { showProblem } from '../showProblem.ts';
import { runLog } from '../trees/jobs/logNode.ts';
import { jobOf } from '../trees/jobs/jobOf.ts';
import { isTreeNode } from '../trees/treeNode.ts';

/**
 * Shows a log: that of a tree's row, or of the latest run of a job; of a run that failed its errors, else its output.
 * @param target a row of a tree, or a job's name; the lab's job when left out.
 */
export async function showLogs(editor: Editor, target: unknown): Promise<void> {
  try {
    const place = logOf(target) ?? (await latestLog(editor, target));
    if (place) await editor.logDocuments.show(place);
    else {
      showProblem(vscode.l10n.t('There is no log yet: the job has never run.'), {
        title: vscode.l10n.t('Run Glue ETL'),
        command: commandIds.runGlueEtl,
      });
    }
  } catch (error) {
    const { what, why, nextAction } = editor.lab.explain(error);
    showProblem([what, why, nextAction].join(' '), {
      title: vscode.l10n.t('Show Log'),
      command: commandIds.showLog,
    });
  }
}

/** The log that a row names. */
function logOf(target: unknown): LogPlace | undefined {
  return isTreeNode(target) && 'log' in target ? (target.log as LogPlace) : undefined;
}

/** The log of a run's row, or of a job's latest run. */
async function latestLog({ session, lab }: Editor, target: unknown): Promise<LogPlace | undefined> {
  const account = await session.account();
  const job = jobOf(target) ?? (await requireResources(account, await lab.event())).job;
  const runId = isTreeNode(target) && target.kind === 'run' ? target.id : undefined;
  const { jobs } = account.ports;
  const run = runId === undefined ? (await jobs.runs(job))[0] : await jobs.run(job, runId);
  return run && runLog(account, job, run, jobRunState[run.state] === 'failed' ? 'error' : 'output');
}
