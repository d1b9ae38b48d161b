import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../../src/ids.ts';

describe('the extension in VS Code', () => {
  it('activates and registers every command it contributes', async () => {
    const extension = vscode.extensions.getExtension('cmapss-lab.cmapss-ml-lab');
    assert.ok(extension, 'VS Code does not know the extension');
    await extension.activate();
    const known = await vscode.commands.getCommands(true);
    for (const id of Object.values(commandIds)) assert.ok(known.includes(id), `${id} is not registered`);
  });

  it('runs the whole lab in a terminal of its own', async () => {
    const opened = new Promise<vscode.Terminal>((resolve) => {
      const subscription = vscode.window.onDidOpenTerminal((terminal) => {
        subscription.dispose();
        resolve(terminal);
      });
    });
    await vscode.commands.executeCommand(commandIds.runWholeLab);
    const terminal = await opened;
    assert.equal(terminal.name, 'CMAPSS Lab');
    assert.ok(await terminal.processId, 'the terminal has no process');
    terminal.dispose();
  });
});
