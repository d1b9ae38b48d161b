import { randomBytes } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { briefly } from '../../lab/explain/explain.ts';
import type { FileFormat, FromPage, ToPage } from '../../lab/pictures/pageMessages.ts';
import type { PictureTable } from '../../lab/pictures/pictureTable.ts';
import type { PictureSource } from '../../lab/pictures/pictureView.ts';
import { withoutSecrets } from '../../lab/report/withoutSecrets.ts';
import type { Editor } from '../editor.ts';
import { Refusal } from '../refusal.ts';
import { showTable } from '../table/tablePanel.ts';
import { pictureHtml } from './pictureHtml.ts';
import { createPictureTab, type PictureTab } from './pictureTab.ts';

/** A view of pictures to show in a tab. */
export interface ShownPictures {
  /** One tab a key: it is brought to the front where it is open already, with a fresh source. */
  readonly key: string;
  /** What the tab is called. */
  readonly title: string;
  readonly source: PictureSource;
}

const openTabs = new Map<string, { readonly panel: vscode.WebviewPanel; readonly tab: PictureTab }>();

/** Rows of a picture's table that are shown at once. */
const rowsAtOnce = 1000;

/**
 * Shows pictures in a tab, with the choices, a table beside each, and their numbers as CSV and the picture as PNG or SVG.
 * A tab that was hidden is filled again from what was shown last.
 */
export function showPictures(editor: Editor, { key, title, source }: ShownPictures): vscode.WebviewPanel {
  const open = openTabs.get(key);
  if (open) {
    open.panel.reveal();
    open.tab.open(source);
    return open.panel;
  }
  const panel = createPanel(editor, title);
  const tab = createPictureTab({
    send: (message) => void panel.webview.postMessage(message),
    opening: () => opening(title),
    explain: (error) => explained(editor, error),
    showTable: (name, note, table) => showPictureTable(editor, `${key}.${name}`, name, note, table),
    save: (name, format, content) =>
      saveFile(editor, `${key}-${name}`.replace(/[^\w-]+/g, '-'), format, content),
  });
  openTabs.set(key, { panel, tab });
  panel.webview.onDidReceiveMessage((message: FromPage) => tab.receive(message));
  panel.onDidChangeViewState(() => {
    if (!panel.visible) tab.hide();
  });
  panel.onDidDispose(() => {
    openTabs.delete(key);
    tab.dispose();
  });
  tab.open(source);
  return panel;
}

function createPanel({ extension }: Editor, title: string): vscode.WebviewPanel {
  const files = vscode.Uri.joinPath(extension.extensionUri, 'dist', 'webview');
  const media = vscode.Uri.joinPath(extension.extensionUri, 'media', 'pictures');
  const panel = vscode.window.createWebviewPanel('cmapssLab.pictures', title, vscode.ViewColumn.Active, {
    enableScripts: true,
    enableFindWidget: true,
    localResourceRoots: [files],
  });
  panel.iconPath = {
    light: vscode.Uri.joinPath(media, 'pictures-light.svg'),
    dark: vscode.Uri.joinPath(media, 'pictures-dark.svg'),
  };
  panel.webview.html = pictureHtml({
    script: panel.webview.asWebviewUri(vscode.Uri.joinPath(files, 'page.js')).toString(),
    style: panel.webview.asWebviewUri(vscode.Uri.joinPath(files, 'page.css')).toString(),
    source: panel.webview.cspSource,
    nonce: randomBytes(16).toString('hex'),
    title,
    language: vscode.env.language,
    loading: vscode.l10n.t('Loading…'),
  });
  return panel;
}

const opening = (title: string): ToPage => ({
  kind: 'words',
  title,
  words: {
    table: vscode.l10n.t('Table'),
    resetZoom: vscode.l10n.t('Reset Zoom'),
    loading: vscode.l10n.t('Loading…'),
    seconds: vscode.l10n.t('{0} s', '{0}'),
    keys: vscode.l10n.t(
      'Arrow keys go from mark to mark. + and − zoom, Shift and an arrow key move, 0 shows all again.',
    ),
    pickKey: vscode.l10n.t('Enter picks.'),
    noPng: vscode.l10n.t('The picture cannot be made a PNG here ({0}). Save it as SVG.', '{0}'),
  },
});

function explained({ lab, log }: Editor, error: unknown): string {
  if (error instanceof Refusal) return error.message;
  log.error(withoutSecrets(error instanceof Error ? (error.stack ?? error.message) : String(error)));
  const explanation = lab.explain(error);
  const words = briefly(explanation);
  return words.includes(explanation.nextAction) ? words : `${words} ${explanation.nextAction}`;
}

function showPictureTable(
  editor: Editor,
  key: string,
  title: string,
  note: string,
  { columns, rows }: PictureTable,
): void {
  const table = {
    key: `pictures.${key}`,
    title,
    note,
    columns: columns.map(({ name }) => ({ name })),
    rows: rows.slice(0, rowsAtOnce),
    total: rows.length,
    more: (from: number) => Promise.resolve(rows.slice(from, from + rowsAtOnce)),
  };
  showTable(editor, table, vscode.ViewColumn.Active);
}

async function saveFile(
  { folder }: Editor,
  name: string,
  format: FileFormat,
  content: Uint8Array,
): Promise<string | undefined> {
  const home = folder.uri ?? vscode.Uri.file(os.homedir());
  const uri = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(home, `${name}.${format}`),
    filters: { [format.toUpperCase()]: [format] },
    title: vscode.l10n.t('Save as {0}', format.toUpperCase()),
  });
  if (!uri) return undefined;
  await vscode.workspace.fs.writeFile(uri, content);
  return vscode.l10n.t('Saved {0}.', path.posix.basename(uri.path));
}
