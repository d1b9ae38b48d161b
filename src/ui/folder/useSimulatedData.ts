import path from 'node:path';
import * as vscode from 'vscode';
import { dataSourceOf } from '../../lab/dataset/dataSource.ts';
import type { Editor } from '../editor.ts';
import { simulateEngines } from './simulateEngines.ts';

/** Takes simulated engines from now on; they are simulated first where they are not there yet. */
export async function useSimulatedData({ folder }: Editor): Promise<void> {
  await folder.ready;
  const home = folder.dataHome();
  const there = await dataSourceOf(home);
  // Somebody's files in the usual place stay there; the engines get a place beside them.
  const place =
    there === undefined || there === 'simulated' ? home : path.join(path.dirname(home), 'simulated-data');
  if (!(await simulateEngines(place))) return;
  await folder.useData(place);
  void vscode.window.showInformationMessage(
    vscode.l10n.t('The lab now uses the simulated engines in {0}.', place),
  );
}
