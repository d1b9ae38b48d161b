import * as vscode from 'vscode';
import type { Editor } from '../editor.ts';
import { showTable } from '../table/tablePanel.ts';

/** What a result is shown with. */
interface Caption {
  /** The file's name. */
  readonly title: string;
  /** What the query took. */
  readonly note: string;
  /** A result takes the place of the one before with the same key. */
  readonly key: string;
}

/** Shows a query's rows as a table beside, page by page; says in the status bar that a statement without rows is done. */
export async function showQueryResult(
  editor: Editor,
  id: string,
  { title, note, key }: Caption,
): Promise<void> {
  const { queries } = (await editor.session.account()).ports;
  const first = await queries.page(id);
  if (first.columns.length === 0) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) Athena ran {0}: {1}', title, note), 15_000);
    return;
  }
  let { next } = first;
  showTable(
    editor,
    {
      title: vscode.l10n.t('{0}: result', title),
      note,
      columns: first.columns,
      rows: first.rows,
      ...(next !== undefined && {
        more: async () => {
          if (next === undefined) return [];
          const page = await queries.page(id, next);
          next = page.next;
          return page.rows;
        },
        explain: (error: unknown) => editor.lab.explain(error).why,
      }),
      key,
    },
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
  );
}
