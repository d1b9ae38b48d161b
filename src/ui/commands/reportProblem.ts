import { readdir, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { settingIds } from '../../ids.ts';
import { problemPage } from '../../lab/report/problemPage.ts';
import type { Editor } from '../editor.ts';

/** So many of the log's last lines go into a report. */
const logLines = 300;

/**
 * Opens a report of a problem that nobody has to be afraid to pass on: versions, stages and the log's last lines, without
 * secrets, account ids and names. Nothing is sent.
 */
export async function reportProblem({ extension, session, lab }: Editor): Promise<vscode.TextDocument> {
  const { choice, ...state } = session.state;
  const region = 'open' in state ? state.open.account.region : 'region' in choice ? choice.region : '';
  const content = problemPage({
    versions: [
      ['CMAPSS ML Lab', String((extension.extension.packageJSON as { version?: unknown }).version)],
      ['VS Code', `${vscode.version} (${vscode.env.appName}, ${vscode.env.appHost})`],
      ['Window', vscode.env.remoteName ?? (vscode.env.uiKind === vscode.UIKind.Web ? 'web' : 'desktop')],
      ['System', `${process.platform} ${process.arch}, ${os.release()}`],
      ['Node', process.version],
    ],
    settings: Object.values(settingIds).map((id) => [id, settingText(id)] as const),
    account: [choice.kind, region, state.kind].filter(Boolean).join(', '),
    board: lab.board,
    log: await lastLines(extension.logUri.fsPath),
    home: os.homedir(),
    user: os.userInfo().username,
  });
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document);
  return document;
}

/** A setting's value, or that it is as it comes. */
function settingText(id: string): string {
  const value = vscode.workspace.getConfiguration().get<unknown>(id);
  return value === '' || value === undefined ? vscode.l10n.t('not set') : JSON.stringify(value);
}

/** The last lines of the extension's log of this window; VS Code keeps it in a file. */
async function lastLines(folder: string): Promise<string> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.log'));
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  return texts
    .flatMap((text) => text.split('\n'))
    .slice(-logLines)
    .join('\n');
}
