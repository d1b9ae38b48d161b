import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Accounts } from '../../../src/lab/ports/accounts.ts';
import { PastedSecret } from '../../../src/ui/account/pastedSecret.ts';
import { createSession, type Session, type SessionState } from '../../../src/ui/account/session.ts';
import type { LabFolder } from '../../../src/ui/folder/labFolder.ts';
import { createLabModel } from '../../../src/ui/stages/labModel.ts';
import { createLabTerminals } from '../../../src/ui/terminal/labTerminals.ts';
import { until } from './until.ts';

describe('an account that cannot be opened', () => {
  it('is tried once for a look at the stages, not again and again', async () => {
    let tries = 0;
    const log = vscode.window.createOutputChannel('Account that cannot be opened', { log: true });
    const accounts = {
      open: async () => {
        tries += 1;
        await setImmediate();
        throw new Error('Nobody is there.');
      },
    } as unknown as Accounts;
    const nothing = new vscode.EventEmitter<void>();
    const workspaceState = { get: () => undefined } as unknown as vscode.Memento;
    const session = createSession({ workspaceState } as vscode.ExtensionContext, log, () =>
      Promise.resolve(accounts),
    );
    const folder = { onDidChange: nothing.event, ready: Promise.resolve() } as unknown as LabFolder;
    const model = createLabModel(session, folder, os.tmpdir());
    try {
      await model.check();
      assert.equal(tries, 1);
      assert.equal(model.board.survey.state, 'failed');
      await model.check();
      assert.equal(tries, 2);
    } finally {
      for (const each of [model, session, log, nothing]) each.dispose();
    }
  });
});

describe('terminals of the lab folder', () => {
  it('have the AWS CLI asked for its version once the account is open, not before', async () => {
    const { PATH } = process.env;
    const programs = mkdtempSync(path.join(os.tmpdir(), 'cli-'));
    const asked = path.join(programs, 'asked');
    writeFileSync(path.join(programs, 'aws'), `#!/bin/sh\necho "$@" >> '${asked}'; echo aws-cli/2.31.0\n`);
    chmodSync(path.join(programs, 'aws'), 0o755);
    process.env['PATH'] = `${programs}:${PATH}`;
    const changed = new vscode.EventEmitter<SessionState>();
    const choice = { kind: 'practice' } as const;
    let read = 0;
    const variables = (): Promise<object> => Promise.resolve({ AWS_REGION: `${(read += 1)}` });
    const session = {
      state: { kind: 'closed', choice },
      onDidChange: changed.event,
      accounts: () => Promise.resolve({ variables }),
    } as unknown as Session;
    const uri = vscode.workspace.workspaceFolders?.[0]?.uri;
    const other = new vscode.EventEmitter<void>();
    const folder = { uri, ready: Promise.resolve(), onDidChange: other.event } as unknown as LabFolder;
    const collection = { getScoped: () => ({ clear: () => undefined, replace: () => undefined }) };
    const log = vscode.window.createOutputChannel('Terminals', { log: true });
    const terminals = createLabTerminals(
      { environmentVariableCollection: collection } as unknown as vscode.ExtensionContext,
      session,
      folder,
      log,
    );
    try {
      await until('the variables, with the account closed', () => read === 1);
      await setImmediate();
      assert.equal(existsSync(asked), false);
      changed.fire({ kind: 'open', choice } as SessionState);
      assert.deepEqual((await terminals.cli())?.version, [2, 31, 0]);
      assert.equal(readFileSync(asked, 'utf8'), '--version\n');
    } finally {
      process.env['PATH'] = PATH;
      for (const each of [terminals, log, changed, other]) each.dispose();
      rmSync(programs, { recursive: true });
    }
  });
});

describe('pasted credentials', () => {
  it('lie in the secrets of their workspace, are read whole, and go when their time is over', async () => {
    const kept = new Map<string, string>();
    const secrets: vscode.SecretStorage = {
      get: (key) => Promise.resolve(kept.get(key)),
      store: (key, value) => Promise.resolve(void kept.set(key, value)),
      delete: (key) => Promise.resolve(void kept.delete(key)),
      onDidChange: new vscode.EventEmitter<vscode.SecretStorageChangeEvent>().event,
    };
    const one = new PastedSecret({ secrets, storageUri: vscode.Uri.file('/one') });
    const other = new PastedSecret({ secrets, storageUri: vscode.Uri.file('/other') });
    const credentials = { accessKeyId: 'ASIA0000000000000000', secretAccessKey: 's', sessionToken: 't' };
    await one.set({ ...credentials, expires: Date.now() + 60_000 });
    assert.equal((await one.need()).sessionToken, 't');
    assert.equal(await other.get(), undefined);
    await assert.rejects(other.need(), /not kept any more/);
    await one.set({ ...credentials, expires: Date.now() - 1 });
    await assert.rejects(one.need(), {
      kind: 'credentialsExpired',
      message: 'The time of the pasted credentials is over.',
    });
    assert.equal(kept.size, 0);
    kept.set([...kept.keys()][0] ?? 'none', '{');
    assert.equal(await one.get(), undefined);
  });
});
