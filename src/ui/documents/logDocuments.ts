import * as vscode from 'vscode';
import type { LabAccount } from '../../lab/account.ts';
import { wholeNumber } from '../../lab/report/format.ts';
import type { Disposable } from '../disposable.ts';
import type { Editor } from '../editor.ts';
import type { LogPlace } from './logPlace.ts';
import { createLogReader, type ReadLog } from './logReader.ts';
import { logScheme, logUri, readLogUri } from './logUri.ts';

/** Read-only documents of logs. */
export interface LogDocuments extends Disposable {
  /** Shows a log, as it is now; one that is still written is followed while it is on screen. */
  show(place: LogPlace): Promise<vscode.TextEditor>;
}

/** One log on its way into a document. */
interface OpenLog {
  readonly account: LabAccount;
  readonly read: (signal: AbortSignal) => Promise<ReadLog>;
}

/** Serves the documents. @param followEvery ms between two looks at a log that is still written, on AWS. */
export function createLogDocuments(
  { session, lab }: Pick<Editor, 'session' | 'lab'>,
  followEvery = 3000,
): LogDocuments {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const controller = new AbortController();
  const open = new Map<string, OpenLog>();
  const following = new Map<string, NodeJS.Timeout>();

  const follow = (uri: vscode.Uri, { account }: OpenLog): void => {
    const id = uri.toString();
    if (following.has(id)) return;
    const look = (): void => {
      following.delete(id);
      if (!open.has(id)) return;
      if (isOnScreen(uri)) changed.fire(uri);
      else following.set(id, setTimeout(look, followEvery));
    };
    following.set(id, setTimeout(look, account.kind === 'practice' ? 500 : followEvery));
  };

  const provideTextDocumentContent = async (uri: vscode.Uri): Promise<string> => {
    const place = readLogUri(uri);
    const id = uri.toString();
    try {
      const account = await session.account(controller.signal);
      if (!isOwner(place, account)) return otherAccount(place);
      let log = open.get(id);
      if (log?.account !== account) log = { account, read: createLogReader(account, place) };
      open.set(id, log);
      const read = await log.read(controller.signal);
      if (read.goesOn) follow(uri, log);
      return textOf(place, read);
    } catch (error) {
      open.delete(id);
      const failure = session.state.kind === 'failed' ? session.state.failure : lab.explain(error);
      return [failure.what, failure.why, failure.nextAction, ''].join('\n');
    }
  };

  const subscriptions = [
    changed,
    vscode.workspace.registerTextDocumentContentProvider(logScheme, {
      onDidChange: changed.event,
      provideTextDocumentContent,
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.scheme === logScheme) showEnd(document);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => open.delete(uri.toString())),
  ];
  return {
    show: async (place) => {
      const uri = logUri(place);
      if (open.has(uri.toString())) changed.fire(uri);
      return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
    },
    dispose: () => {
      controller.abort();
      for (const timer of following.values()) clearTimeout(timer);
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

function textOf({ group, stream, owner }: LogPlace, { lines, leftOut, state, goesOn }: ReadLog): string {
  const account = owner.kind === 'practice' ? vscode.l10n.t('practice account') : owner.account;
  const whose = [account, owner.region, state].filter(Boolean).join(' · ');
  const nothing = goesOn ? vscode.l10n.t('No lines yet.') : vscode.l10n.t('This log has no lines.');
  return [
    group,
    stream,
    whose,
    ...(goesOn ? [vscode.l10n.t('It is still written: new lines appear here by themselves.')] : []),
    '',
    ...(leftOut ? [vscode.l10n.t('({0} lines before these are left out)', wholeNumber(leftOut))] : []),
    ...(lines.length ? lines : [nothing]),
    '',
  ].join('\n');
}

const isOnScreen = (uri: vscode.Uri): boolean =>
  vscode.window.visibleTextEditors.some(({ document }) => document.uri.toString() === uri.toString());

const isOwner = ({ owner }: LogPlace, { kind, region, identity }: LabAccount): boolean =>
  owner.kind === kind && owner.region === region && owner.account === identity.account;

const otherAccount = ({ owner }: LogPlace): string =>
  vscode.l10n.t(
    'This log lies in account {0} in {1}, and this window works in another account. Choose that account, then open the log again.',
    owner.account,
    owner.region,
  );

/** Keeps the end of a log in sight for whoever was looking at it. */
function showEnd(document: vscode.TextDocument): void {
  const last = document.lineCount - 1;
  for (const editor of vscode.window.visibleTextEditors) {
    if (editor.document !== document) continue;
    const seen = editor.visibleRanges.at(-1)?.end.line ?? 0;
    const before = ends.get(editor) ?? last;
    if (seen >= before - 1) editor.revealRange(new vscode.Range(last, 0, last, 0));
    ends.set(editor, last);
  }
}

/** The last line of each editor's log when it was shown last. */
const ends = new WeakMap<vscode.TextEditor, number>();
