import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { emptyBoard } from '../../../src/lab/board/board.ts';
import { accountPlace } from '../../../src/lab/report/accountPlace.ts';
import { deleteEndpoint } from '../../../src/ui/commands/deleteEndpoint.ts';
import type { Editor } from '../../../src/ui/editor.ts';
import type { LabFolder } from '../../../src/ui/folder/labFolder.ts';
import { Refusal } from '../../../src/ui/refusal.ts';
import type { LabModel } from '../../../src/ui/stages/labModel.ts';
import { RunNote } from '../../../src/ui/stages/runNote.ts';
import { createStageRuns } from '../../../src/ui/stages/stageRuns.ts';
import { fakeAccount } from '../../support/fakeAccount.ts';

describe('deleting an endpoint', () => {
  const deleted: string[] = [];
  const account = fakeAccount({
    endpoints: {
      get: (name) =>
        Promise.resolve({
          ...{ name, status: 'InService', failureReason: '', config: `${name}-config` },
          ...{ created: undefined, modified: undefined },
        }),
      delete: (name) => Promise.resolve(void deleted.push(name)),
      deleteConfig: (name) => Promise.resolve(void deleted.push(name)),
    },
  });
  let editor: Editor;
  let log: vscode.LogOutputChannel;

  beforeEach(() => {
    deleted.length = 0;
    log = vscode.window.createOutputChannel('Deleting an endpoint', { log: true });
    const lab = {
      board: emptyBoard,
      context: () => Promise.resolve({ account }),
      check: () => Promise.resolve(),
      tell: () => undefined,
    } as unknown as LabModel;
    const folder = { ready: Promise.resolve(), uri: undefined, find: () => undefined };
    editor = {
      session: { account: () => Promise.resolve(account) },
      lab,
      runs: createStageRuns(lab, folder as unknown as LabFolder, log, new RunNote(undefined)),
      trees: new Map(),
    } as unknown as Editor;
  });
  afterEach(() => {
    editor.runs.dispose();
    log.dispose();
  });

  it('needs no lab folder', async () => {
    const asked = { name: 'cmapss-a', force: true, of: accountPlace(account) };
    assert.equal(await deleteEndpoint(editor, asked), true);
    assert.deepEqual(deleted, ['cmapss-a', 'cmapss-a-config']);
  });

  it('is refused in another account than the one that was meant', async () => {
    for (const other of [{ region: 'eu-west-1' }, { kind: 'aws' as const }]) {
      const of = accountPlace({ ...account, ...other });
      await assert.rejects(deleteEndpoint(editor, { name: 'cmapss-a', force: true, of }), (error) => {
        assert.ok(error instanceof Refusal);
        assert.ok(error.message.endsWith(`${of}.`), error.message);
        return true;
      });
    }
    assert.deepEqual(deleted, []);
  });
});
