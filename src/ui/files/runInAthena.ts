import path from 'node:path';
import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import { labFileNames } from '../../lab/files/labFileNames.ts';
import { prices } from '../../lab/costs/prices.ts';
import { readCtas } from '../../lab/patch/ctas.ts';
import { sqlStatements, statementAt, type SqlStatement } from '../../lab/patch/sqlStatements.ts';
import type { QueryExecution } from '../../lab/ports/queries.ts';
import { byteCount } from '../../lab/report/byteCount.ts';
import { dollars, duration } from '../../lab/report/format.ts';
import { queryRunState } from '../../lab/runState.ts';
import { requireResources } from '../../lab/survey/resources.ts';
import { executeQuery, QueryError } from '../../lab/tables/runQuery.ts';
import { argument } from '../argument.ts';
import type { Editor } from '../editor.ts';
import { withStop } from '../withStop.ts';
import { Refusal } from '../refusal.ts';
import { clearAthenaMarks, markFailure } from './athenaMarks.ts';
import { showQueryFailure } from './showQueryFailure.ts';
import { showQueryResult } from './showQueryResult.ts';

/**
 * Runs statements of a SQL file in Athena, one by one until one fails, and shows their rows beside the file.
 * @param uri the file; that of the active editor when left out.
 * @param args `{ offset }` for the statement there, `{ all: true }` for all; else the selected ones, or the one at the
 * cursor.
 * @returns how each ended, as Athena names it.
 */
export async function runInAthena(editor: Editor, uri?: unknown, args?: unknown): Promise<string[]> {
  const active = vscode.window.activeTextEditor;
  const file = uri instanceof vscode.Uri ? uri : active?.document.uri;
  if (!file || !/\.sql$/i.test(file.path)) {
    const query = editor.folder.find(labFileNames.explore);
    throw new Refusal(
      vscode.l10n.t('This is not a SQL file. Open a query in the lab folder and run it from there.'),
      query
        ? { title: vscode.l10n.t('Open {0}', labFileNames.explore), command: 'vscode.open', args: [query] }
        : { title: vscode.l10n.t('Open Lab Folder'), command: commandIds.openLabFolder },
    );
  }
  const document = await vscode.workspace.openTextDocument(file);
  const statements = chosen(document, args, active?.document === document ? active.selection : undefined);
  clearAthenaMarks(file);
  const states: string[] = [];
  for (const [index, statement] of statements.entries()) {
    const state = await run(editor, document, statement, `${file.toString()} ${index}`);
    if (state === undefined) break;
    states.push(state);
    if (state !== 'SUCCEEDED') break;
  }
  return states;
}

function chosen(
  document: vscode.TextDocument,
  args: unknown,
  selection: vscode.Selection | undefined,
): readonly SqlStatement[] {
  const text = document.getText();
  if (argument([args], 'all') === true) return sqlStatements(text);
  const offset = argument([args], 'offset');
  if (selection && !selection.isEmpty && offset === undefined) {
    const start = document.offsetAt(selection.start);
    return sqlStatements(document.getText(selection)).map((statement) => ({
      ...statement,
      offset: start + statement.offset,
    }));
  }
  const cursor = selection ? document.offsetAt(selection.active) : 0;
  const at = typeof offset === 'number' ? offset : cursor;
  const statement = statementAt(text, at);
  return statement ? [statement] : [];
}

/** Runs one; answers with its state, undefined when it was cancelled or never came to Athena. */
async function run(
  editor: Editor,
  document: vscode.TextDocument,
  statement: SqlStatement,
  key: string,
): Promise<string | undefined> {
  const name = path.posix.basename(document.uri.path);
  try {
    const query = await withStop(vscode.l10n.t('Athena is running {0}', name), async (signal, report) => {
      const account = await editor.session.account(signal);
      const resources = await requireResources(account, await editor.lab.event(), signal);
      const where = { database: resources.curatedDatabase, output: resources.queryResultsBucket };
      const began = performance.now();
      return executeQuery(account, statement.text, where, signal, ({ state }) =>
        report({ message: `${state}, ${duration((performance.now() - began) / 1000)}` }),
      );
    });
    if (!query) return undefined;
    if (queryRunState[query.state] !== 'done') {
      const range = markFailure(document, statement, query.reason);
      showQueryFailure(editor, new QueryError(statement.text, query.state, query.reason), document, range);
      return query.state;
    }
    const note = await noteOf(editor, query);
    editor.log.info(`Athena ran ${name}: ${note}`);
    await showQueryResult(editor, query.id, { title: name, note, key });
    // The query that splits the rows is a stage of the lab, however it was run.
    if (readCtas(statement.text)) void editor.lab.check(['split']);
    return query.state;
  } catch (error) {
    showQueryFailure(editor, error, document, undefined);
    return undefined;
  }
}

/** What a query took: time, bytes, and on AWS money. */
async function noteOf({ session }: Editor, { scannedBytes, milliseconds }: QueryExecution): Promise<string> {
  const facts = [duration(milliseconds / 1000), vscode.l10n.t('{0} scanned', byteCount(scannedBytes))];
  if ((await session.account()).kind === 'aws') {
    const { perTB, leastBytes } = prices.athena;
    const cost = (Math.max(scannedBytes, leastBytes) * perTB) / 1e12;
    facts.push(vscode.l10n.t('about {0}', dollars(cost)));
  }
  return facts.join(' · ');
}
