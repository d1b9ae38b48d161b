import * as vscode from 'vscode';
import type { StageId } from '../../lab/facts.ts';
import { stagePage } from '../../lab/report/stagePage.ts';
import { stageIds, stages } from '../../lab/stages.ts';
import type { Disposable } from '../disposable.ts';
import { stateLooks } from '../looks/stateLooks.ts';
import type { LabModel } from './labModel.ts';

const scheme = 'cmapss-lab-stage';

/** The address of a stage's page; its title stands on the tab. */
export function stagePageUri(id: StageId): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${stages[id].title}.md`, query: id });
}

/** Serves a page about each stage, which follows what is known about it. */
export function registerStagePages(lab: LabModel): Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const open = new Set<StageId>();
  let shown = lab.board;
  const following = lab.onDidChange((board) => {
    for (const id of open) if (board[id] !== shown[id]) changed.fire(stagePageUri(id));
    shown = board;
  });
  const serving = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: ({ query }) => {
      const id = stageIds.find((stage) => stage === query);
      if (!id) return '';
      open.add(id);
      return stagePage(id, lab.board[id], stateLooks[lab.board[id].state].word);
    },
  });
  return vscode.Disposable.from(following, serving, changed);
}
