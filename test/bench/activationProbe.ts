import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';

/** What one start of VS Code's extension host measured. */
export interface Activation {
  /** Milliseconds that VS Code took to load the extension's bundle. */
  readonly load: number;
  /** Milliseconds of the call of `activate()`. */
  readonly call: number;
  /** Files of the extension that were loaded by then, and their size in bytes. */
  readonly files: number;
  readonly bytes: number;
}

const id = 'cmapss-lab.cmapss-ml-lab';

/** VS Code calls this inside its extension host. The figures are those of its own "Developer: Startup Performance". */
export async function run(): Promise<void> {
  const { extensionPath } = (await until(() => activeExtension())).extension;
  const loaded = Object.keys(require.cache).filter((file) => file.startsWith(extensionPath + path.sep));
  await vscode.commands.executeCommand('perfview.show');
  const [load = NaN, call = NaN] = await until(() => figures());
  const bytes = loaded.reduce((sum, file) => sum + statSync(file).size, 0);
  const activation: Activation = { load, call, files: loaded.length, bytes };
  writeFileSync(process.env['EDITOR_TEST_REPORT'] ?? '', JSON.stringify(activation));
}

function activeExtension() {
  const extension = vscode.extensions.getExtension(id);
  return extension?.isActive ? { extension } : undefined;
}

/** "Load Code" and "Call Activate" of the extension's row, once the page has it. */
function figures(): number[] | undefined {
  for (const document of vscode.workspace.textDocuments) {
    const row = /^\| cmapss-lab\.cmapss-ml-lab +\| \w+ +\| (\d+) +\| (\d+) +\|/m.exec(document.getText());
    if (row) return row.slice(1).map(Number);
  }
  return undefined;
}

async function until<T>(look: () => T | undefined): Promise<T> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error('VS Code did not tell the times of the activation in 30 s.');
    await sleep(50);
  }
}
