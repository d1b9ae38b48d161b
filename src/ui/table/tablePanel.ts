import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { cellText } from '../../lab/preview/cellText.ts';
import { csvText } from '../../lab/preview/csvText.ts';
import { numericColumns, type ShownColumn } from '../../lab/preview/numericColumns.ts';
import { wholeNumber } from '../../lab/report/format.ts';
import type { Editor } from '../editor.ts';
import { tableHtml } from './tableHtml.ts';

/** A table to show. Values may be whatever a row of S3 or Athena holds; null and undefined are NULL. */
export interface ShownTable {
  /** What the tab is called. */
  readonly title: string;
  /** Where the rows come from, in a few words; stands below the title. */
  readonly note?: string;
  readonly columns: readonly ShownColumn[];
  /** The first rows, about a thousand at most; `more` brings the others. */
  readonly rows: readonly (readonly unknown[])[];
  /** How many rows there are; left out when that is not known. */
  readonly total?: number | undefined;
  /** The next rows, from number `from` on (the first is 0); none after the last. Left out when `rows` are all. */
  readonly more?: ((from: number) => Promise<readonly (readonly unknown[])[]>) | undefined;
  /** A failure of `more` in a sentence; its own message when left out. */
  readonly explain?: ((error: unknown) => string) | undefined;
  /** A table takes the place of an open one with the same key, instead of another tab. */
  readonly key?: string;
}

type Row = (string | undefined)[];

/** What the page asks for. */
interface Asked {
  readonly kind: 'ready' | 'more' | 'copy';
}

const openPanels = new Map<string, vscode.WebviewPanel>();

/**
 * Shows a table in a tab: read-only, the first rows at once and the next ones when asked for, with a button that copies
 * what is shown as CSV. The page holds no rows of its own: a tab that was hidden is filled again.
 */
export function showTable(
  { extension }: Pick<Editor, 'extension'>,
  table: ShownTable,
  where: vscode.ViewColumn | { readonly viewColumn: vscode.ViewColumn; readonly preserveFocus?: boolean },
): vscode.WebviewPanel {
  const media = vscode.Uri.joinPath(extension.extensionUri, 'media', 'table');
  const panel = vscode.window.createWebviewPanel('cmapssLab.table', table.title, where, {
    enableScripts: true,
    enableFindWidget: true,
    localResourceRoots: [media],
  });
  panel.iconPath = {
    light: vscode.Uri.joinPath(media, 'table-light.svg'),
    dark: vscode.Uri.joinPath(media, 'table-dark.svg'),
  };
  if (table.key !== undefined) keepOne(table.key, panel);
  const rows = table.rows.map(rowTexts);
  let complete = !table.more || (table.total !== undefined && rows.length >= table.total);
  let loading = false;
  const send = (message: object): void => void panel.webview.postMessage(message);
  const status = (): object => ({ status: statusText(rows.length, table.total, complete), more: !complete });
  const loadMore = async (): Promise<void> => {
    if (complete || loading || !table.more) return;
    loading = true;
    try {
      const next = (await table.more(rows.length)).map(rowTexts);
      rows.push(...next);
      complete = next.length === 0 || (table.total !== undefined && rows.length >= table.total);
      send({ kind: 'rows', rows: next.map(cells), ...status() });
    } catch (error) {
      const words = table.explain?.(error) ?? (error instanceof Error ? error.message : String(error));
      send({ kind: 'failed', status: words });
    } finally {
      loading = false;
    }
  };
  const fill = (): void => {
    const numeric = numericColumns(table.columns, rows);
    const columns = table.columns.map((column, index) => ({ ...column, numeric: numeric[index] }));
    send({ kind: 'table', columns, rows: rows.map(cells), ...status() });
  };
  const copy = async (): Promise<void> => {
    await vscode.env.clipboard.writeText(csvText([table.columns.map(({ name }) => name), ...rows]));
    send({ kind: 'said', status: vscode.l10n.t('Copied {0} rows as CSV.', wholeNumber(rows.length)) });
  };
  panel.webview.onDidReceiveMessage(async ({ kind }: Asked) => {
    if (kind === 'ready') fill();
    if (kind === 'more') await loadMore();
    if (kind === 'copy') await copy();
  });
  panel.webview.html = tableHtml({
    script: panel.webview.asWebviewUri(vscode.Uri.joinPath(media, 'table.js')).toString(),
    style: panel.webview.asWebviewUri(vscode.Uri.joinPath(media, 'table.css')).toString(),
    source: panel.webview.cspSource,
    nonce: randomBytes(16).toString('hex'),
    title: table.title,
    note: table.note ?? '',
    language: vscode.env.language,
    labels: {
      copy: vscode.l10n.t('Copy as CSV'),
      more: vscode.l10n.t('Show More Rows'),
      loading: vscode.l10n.t('Loading…'),
    },
  });
  return panel;
}

function keepOne(key: string, panel: vscode.WebviewPanel): void {
  openPanels.get(key)?.dispose();
  openPanels.set(key, panel);
  panel.onDidDispose(() => {
    if (openPanels.get(key) === panel) openPanels.delete(key);
  });
}

const rowTexts = (row: readonly unknown[]): Row => row.map(cellText);

/** A message is JSON, which has no undefined. */
const cells = (row: Row): (string | null)[] => row.map((text) => text ?? null);

function statusText(shown: number, total: number | undefined, complete: boolean): string {
  if (complete && shown === 0) return vscode.l10n.t('No rows');
  if (complete) return shown === 1 ? vscode.l10n.t('1 row') : vscode.l10n.t('{0} rows', wholeNumber(shown));
  return total === undefined
    ? vscode.l10n.t('The first {0} rows', wholeNumber(shown))
    : vscode.l10n.t('{0} of {1} rows', wholeNumber(shown), wholeNumber(total));
}
