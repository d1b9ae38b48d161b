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
});
