import { STS } from '@aws-sdk/client-sts';
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { clientOf, isAlive, makeStore, until, type TestStore } from '../support/practiceProcess.ts';

describe('npm run practice', () => {
  let store: TestStore;
  const started: ChildProcess[] = [];
  beforeEach(() => {
    store = makeStore();
  });
  afterEach(async () => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
    // The command starts processes that linger for a minute: end the one it left.
    const pid = accountPid();
    if (pid !== undefined && isAlive(pid)) {
      process.kill(pid, 'SIGTERM');
      await until(`the end of process ${pid}`, () => !isAlive(pid));
    }
    await store.remove();
  });

  const accountPid = () => {
    try {
      return store.pid();
    } catch {
      return undefined;
    }
  };

  /** Runs the command; `said` grows with its output. */
  const run = (...args: string[]) => {
    const child = spawn(process.execPath, ['dist/practiceCommand.mjs', ...args], { stdio: 'pipe' });
    started.push(child);
    const said = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
    return { child, said, ended: once(child, 'close') as Promise<[number | null]> };
  };

  it('prints exports with which clients reach the account, until Ctrl+C', async () => {
    const { child, said, ended } = run('--store', store.folder);
    await until('the exports', () => said.out.includes('Ctrl+C'));
    const exported = new Map(
      [...said.out.matchAll(/^export (\w+)='(.*)'$/gm)].map(([, name = '', value = '']) => [name, value]),
    );
    const sts = new STS({
      endpoint: exported.get('AWS_ENDPOINT_URL')!,
      region: exported.get('AWS_REGION')!,
      credentials: {
        accessKeyId: exported.get('AWS_ACCESS_KEY_ID')!,
        secretAccessKey: exported.get('AWS_SECRET_ACCESS_KEY')!,
      },
    });
    assert.equal((await sts.getCallerIdentity()).Account, '123456789012');
    for (const [name, value] of exported) {
      assert.ok(said.out.includes(`$env:${name} = '${value}'`), `PowerShell's ${name}`);
    }
    assert.ok(said.out.includes(store.folder));
    child.kill('SIGINT');
    assert.equal((await ended)[0], 0);
    assert.equal(said.err, '');
  });

  it('finds the account that is being served, and says so when that one ends', async () => {
    const practice = await store.launch();
    const { said, ended } = run('--store', store.folder);
    await until('the exports', () => said.out.includes('Ctrl+C'));
    assert.ok(said.out.includes(`process ${practice.pid}`));
    process.kill(practice.pid, 'SIGKILL');
    assert.equal((await ended)[0], 1);
    assert.match(said.err, /^The practice process has ended/);
  });

  it('resets and ends', async () => {
    await store.launch();
    const { said, ended } = run('--reset', '--empty', '--store', store.folder);
    assert.equal((await ended)[0], 0);
    assert.equal(said.out, `The practice account in ${store.folder} is empty.\n`);
  });

  it('makes an account as new that is too damaged to start, which it says before', async () => {
    const first = await store.launch();
    process.kill(first.pid, 'SIGKILL');
    await first.over;
    const state = path.join(store.folder, 'state.jsonl');
    writeFileSync(state, readFileSync(state, 'utf8').replace('\n', '\nnot a change\n'));
    const refused = run('--store', store.folder);
    assert.equal((await refused.ended)[0], 1);
    assert.match(refused.said.err, /did not start: Line 2 of \S+state\.jsonl is damaged: .* --reset`/);
    assert.equal(refused.said.err.trim().split('\n').length, 1);

    const { said, ended } = run('--reset', '--store', store.folder);
    assert.deepEqual([(await ended)[0], said.err], [0, '']);
    assert.equal(said.out, `The practice account in ${store.folder} is as new.\n`);
    const again = await store.launch();
    const { Account } = await new STS(clientOf(again)).getCallerIdentity();
    assert.equal(Account, '123456789012');
    assert.deepEqual(again.credentials, first.credentials);
  });

  it('answers a wrong option with its usage and exit 2', async () => {
    for (const args of [
      ['--stor', 'x'],
      ['--pace', 'fast'],
      ['--pace', '-1'],
      ['--empty'],
      ['extra'],
      ['--store', ''],
    ]) {
      const { said, ended } = run(...args);
      assert.equal((await ended)[0], 2, args.join(' '));
      assert.match(said.err, /Usage: npm run practice/);
      assert.equal(said.out, '');
    }
  });

  it('says why an account does not start, with exit 1', async () => {
    const file = path.resolve('package.json');
    const { said, ended } = run('--store', path.join(file, 'below-a-file'));
    assert.equal((await ended)[0], 1);
    assert.match(said.err, /^\S.*package\.json/);
    assert.equal(said.err.trim().split('\n').length, 1);
    assert.ok(readFileSync(file).length > 0);
  });
});
