import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import { stageArguments } from '../commands/stageArguments.ts';
import type { Editor } from '../editor.ts';
import { showPictures } from '../pictures/showPictures.ts';
import { showNodeLog } from './showNodeLog.ts';

/** The stage that stands for the run in this window: the first of those that the workflow does. */
const stage = 'crawlSubmissions';

/** Windows that are at the stages by the workflow. */
const running = new WeakSet<Editor>();

/** Runs both crawlers and the job between them by the lab's Glue workflow, and shows its graph meanwhile. */
export async function runAsWorkflow(editor: Editor, ...args: unknown[]): Promise<boolean> {
  const { yes, again } = stageArguments(args);
  await showWorkflow(editor);
  const { workflowStageIds } = await import('../../lab/workflow/workflowStages.ts');
  const { lab } = editor;
  const states = () => workflowStageIds.map((id) => lab.board[id]);
  if (states().some(({ state }) => state === 'unknown')) await lab.check(workflowStageIds);
  if (again || !states().every(({ state, outdated }) => state === 'done' && outdated === undefined)) {
    return run(editor, yes);
  }
  const runAgain = vscode.l10n.t('Run Again');
  const text = vscode.l10n.t('Both crawlers and the job are done already.');
  void vscode.window.showInformationMessage(text, runAgain).then((chosen) => {
    if (chosen) void vscode.commands.executeCommand(commandIds.runAsWorkflow, { again: true });
  });
  return false;
}

/** Shows the lab's Glue workflow as a graph, with the states of its last run; it is run and stopped there. */
export async function showWorkflow(editor: Editor): Promise<void> {
  const { session, lab, runs } = editor;
  const [{ createWorkflowSource }, { findLabWorkflow }] = await Promise.all([
    import('../../lab/workflow/workflowSource.ts'),
    import('../../lab/workflow/labWorkflow.ts'),
  ]);
  const source = createWorkflowSource({
    account: (signal) => session.account(signal),
    find: async (account, signal) => findLabWorkflow({ account, event: await lab.event() }, signal),
    run: () => void run(editor, false),
    cancel: () => runs.cancel(),
    isRunning: () => running.has(editor) && runs.running === stage,
    showLog: (account, node) => showNodeLog(editor, account, node),
    onDidChange: (listener) => {
      const following = runs.onDidChange(listener);
      return () => {
        following.dispose();
      };
    },
  });
  showPictures(editor, { key: 'workflow', title: vscode.l10n.t('Workflow'), source });
}

async function run(editor: Editor, yes: boolean): Promise<boolean> {
  const { runWorkflow } = await import('../../lab/workflow/runWorkflow.ts');
  running.add(editor);
  try {
    const title = vscode.l10n.t('Run as Workflow');
    return await editor.runs.work(stage, title, runWorkflow, { isRun: true, yes });
  } finally {
    running.delete(editor);
  }
}
