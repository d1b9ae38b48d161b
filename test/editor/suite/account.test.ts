import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { commandIds, settingIds } from '../../../src/ids.ts';
import type { StoredPractice } from '../../../src/lab/ports/accounts.ts';
import { until } from './until.ts';

interface Connected {
  readonly account: string;
  readonly arn: string;
  readonly region: string;
}

const choose = async (choice: unknown): Promise<Connected | undefined> =>
  vscode.commands.executeCommand<Connected | undefined>(commandIds.chooseAccount, choice);
const practiceNow = async (): Promise<StoredPractice> =>
  vscode.commands.executeCommand<StoredPractice>(commandIds.showPracticeAccount, { quiet: true });
const store = (): string =>
  vscode.workspace.getConfiguration().get<string>(settingIds.practiceStore) ?? assert.fail('no store is set');

interface AccountFile {
  readonly pid: number;
  readonly port: number;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}
const accountFile = (): AccountFile =>
  JSON.parse(readFileSync(path.join(store(), 'account.json'), 'utf8')) as AccountFile;

describe('the account of a window', function () {
  this.timeout(120_000);
  let scratch: string;

  before(async () => {
    scratch = mkdtempSync(path.join(os.tmpdir(), 'account-'));
    await vscode.extensions.getExtension('cmapss-lab.cmapss-ml-lab')?.activate();
  });
  after(async () => {
    await vscode.commands.executeCommand(commandIds.deletePracticeAccount, { force: true });
    await choose({ kind: 'practice' });
    rmSync(scratch, { recursive: true, force: true });
    // Not after each test: VS Code 1.90 may end a terminal that is opened just after others were closed.
    await vscode.commands.executeCommand('workbench.action.terminal.killAll');
  });
  afterEach(async () => vscode.commands.executeCommand('notifications.clearAll'));

  /** The AWS variables that a terminal sees. */
  const variablesIn = async (terminal: vscode.Terminal): Promise<Record<string, string>> => {
    const file = path.join(scratch, `env-${Math.random().toString(36).slice(2)}`);
    let typed = -Infinity;
    const isWritten = (): boolean => {
      if (existsSync(file)) return true;
      // A shell that is just starting may lose what is typed: again, then.
      if (performance.now() - typed > 5000) {
        terminal.sendText(`env > '${file}.part' && mv '${file}.part' '${file}'`);
        typed = performance.now();
      }
      return false;
    };
    await until('the variables of the terminal', isWritten, 60);
    const lines = readFileSync(file, 'utf8').split('\n');
    return Object.fromEntries(
      lines.filter((line) => line.startsWith('AWS_')).map((line) => line.split(/=(.*)/s).slice(0, 2)),
    ) as Record<string, string>;
  };
  const keyNamesOf = (variables: Record<string, string>): string[] =>
    Object.keys(variables)
      .filter((name) => /KEY|TOKEN/.test(name) && variables[name])
      .sort();
  /** A PATH whose first folder has this script as `aws`. */
  const programFolder = (name: string, script: string): string => {
    const folder = path.join(scratch, name);
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'aws'), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(folder, 'aws'), 0o755);
    return `${folder}:${process.env['PATH']}`;
  };
  const newTerminal = (): vscode.Terminal => vscode.window.createTerminal({ shellPath: '/bin/bash' });

  it('is the practice account, which lies where the setting says', async () => {
    const connected = await choose({ kind: 'practice' });
    assert.equal(connected?.account, '123456789012');
    assert.equal(connected.region, 'us-east-1');
    const { store: place, made, bytes, pid } = await practiceNow();
    assert.equal(place, store());
    assert.ok(made && bytes > 0);
    assert.equal(pid, accountFile().pid);
  });

  /** The file that profiles are written to, in a folder that is there. */
  const awsConfig = (): string => {
    const file = process.env['AWS_CONFIG_FILE'] ?? assert.fail('AWS has no file of its own here');
    mkdirSync(path.dirname(file), { recursive: true });
    return file;
  };

  it('is a profile of AWS, chosen with arguments, without anything of the environment', async () => {
    await choose({ kind: 'practice' });
    const { port, credentials } = accountFile();
    const config = awsConfig();
    writeFileSync(
      config,
      `[profile event]
region = us-east-1
endpoint_url = http://127.0.0.1:${port}
aws_access_key_id = ${credentials.accessKeyId}
aws_secret_access_key = ${credentials.secretAccessKey}
`,
    );
    try {
      const connected = await choose({ kind: 'profile', profile: 'event', region: 'us-east-1' });
      assert.equal(connected?.account, '123456789012');
      const variables = await variablesIn(newTerminal());
      assert.equal(variables['AWS_PROFILE'], 'event');
      assert.equal(variables['AWS_REGION'], 'us-east-1');
      assert.equal(variables['AWS_ENDPOINT_URL'], undefined);
      assert.equal(variables['AWS_ACCESS_KEY_ID'], undefined);
      assert.equal(await choose({ kind: 'profile', profile: 'nobody', region: 'us-east-1' }), undefined);
    } finally {
      rmSync(config);
      await choose({ kind: 'practice' });
    }
  });

  it('stays when a choice cannot be meant', async () => {
    assert.equal(await choose({ kind: 'root' }), undefined);
  });

  it('is what AWS clients use in new terminals of the lab folder', async () => {
    await choose({ kind: 'practice' });
    const { port, credentials } = accountFile();
    const variables = await variablesIn(newTerminal());
    assert.equal(variables['AWS_ENDPOINT_URL'], `http://127.0.0.1:${port}`);
    assert.equal(variables['AWS_ACCESS_KEY_ID'], credentials.accessKeyId);
    assert.equal(variables['AWS_SECRET_ACCESS_KEY'], credentials.secretAccessKey);
    assert.equal(variables['AWS_REGION'], 'us-east-1');
    assert.equal(variables['AWS_PROFILE'], undefined);
  });

  it('has a terminal of its own, which the editor does not keep', async () => {
    const terminal = await vscode.commands.executeCommand<vscode.Terminal>(commandIds.openTerminal);
    const { isTransient, env } = terminal.creationOptions as vscode.TerminalOptions;
    assert.equal(isTransient, true);
    assert.equal(env?.['AWS_PROFILE'], null);
    const variables = await variablesIn(terminal);
    assert.equal(variables['AWS_ENDPOINT_URL'], `http://127.0.0.1:${accountFile().port}`);
  });

  it('is kept from an AWS CLI that would talk to real AWS', async () => {
    const { PATH } = process.env;
    process.env['PATH'] = programFolder('old-cli', 'echo aws-cli/1.18.69');
    try {
      const terminal = await vscode.commands.executeCommand<vscode.Terminal>(commandIds.openTerminal);
      const variables = await variablesIn(terminal);
      assert.match(variables['AWS_PROFILE'] ?? '', /needs-aws-cli-1\.29-or-2\.13/);
      assert.deepEqual(keyNamesOf(variables), []);
      const { message } = terminal.creationOptions as vscode.TerminalOptions;
      assert.match(message ?? '', /version 1\.18\.69, which would talk to real AWS/);
      // The next terminal of somebody's own is kept from it as well, without a key.
      assert.deepEqual(keyNamesOf(await variablesIn(newTerminal())), []);
    } finally {
      process.env['PATH'] = PATH;
      const terminal = await vscode.commands.executeCommand<vscode.Terminal>(commandIds.openTerminal);
      assert.deepEqual(keyNamesOf(await variablesIn(terminal)), [
        'AWS_ACCESS_KEY_ID',
        'AWS_SECRET_ACCESS_KEY',
      ]);
    }
  });

  it('is signed in to in a terminal, and connected to once that has ended well', async () => {
    await choose({ kind: 'practice' });
    const { port, credentials } = accountFile();
    const config = awsConfig();
    writeFileSync(
      config,
      '[profile company]\nregion = us-east-1\nsso_start_url = https://nobody.invalid/start\nsso_region = eu-north-1\nsso_account_id = 123456789012\nsso_role_name = Attendee\n',
    );
    // Stands for the AWS CLI: after its sign-in the profile gives credentials.
    const told = path.join(scratch, 'told');
    const after = `[profile company]\\nregion = us-east-1\\nendpoint_url = http://127.0.0.1:${port}\\naws_access_key_id = ${credentials.accessKeyId}\\naws_secret_access_key = ${credentials.secretAccessKey}\\n`;
    const { PATH } = process.env;
    process.env['PATH'] = programFolder(
      'cli-2',
      `if [ "$1" = --version ]; then echo aws-cli/2.31.0; exit; fi\necho "$@" > '${told}'\nprintf '${after}' > '${config}'`,
    );
    try {
      assert.equal(await choose({ kind: 'profile', profile: 'company', region: 'us-east-1' }), undefined);
      const connected = await vscode.commands.executeCommand<Connected | undefined>(commandIds.signIn);
      assert.equal(connected?.account, '123456789012');
      const remote = vscode.env.remoteName === undefined ? '' : ' --use-device-code';
      assert.equal(readFileSync(told, 'utf8'), `sso login --profile company${remote}\n`);
    } finally {
      process.env['PATH'] = PATH;
      rmSync(config);
      await choose({ kind: 'practice' });
    }
  });

  it('comes back by itself after its process was ended', async () => {
    await choose({ kind: 'practice' });
    const { pid } = accountFile();
    process.kill(pid);
    await until('the end of the process', async () => (await practiceNow()).pid !== pid);
    assert.equal((await choose({ kind: 'practice' }))?.account, '123456789012');
    assert.notEqual(accountFile().pid, pid);
  });

  it('is as new after a reset, and gone after it is deleted, until the next use', async () => {
    await choose({ kind: 'practice' });
    assert.equal(
      await vscode.commands.executeCommand(commandIds.resetPracticeAccount, { force: true }),
      true,
    );
    assert.equal(
      await vscode.commands.executeCommand(commandIds.deletePracticeAccount, { force: true }),
      true,
    );
    await choose({ kind: 'practice' });
    assert.equal((await practiceNow()).made, true);
  });
});
