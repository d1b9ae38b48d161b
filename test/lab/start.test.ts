import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hosts } from '../editor/host/hosts.mjs';

describe('npm start', function () {
  this.timeout(180_000);
  let scratch: string;
  let start: ChildProcess | undefined;
  let address: URL;
  const settings = () => path.join(scratch, 'profile/data/User/settings.json');

  /** Starts it; resolves with the address it prints. */
  const begin = async (): Promise<URL> => {
    const options = [
      ...['--folder', path.join(scratch, 'lab'), '--profile', path.join(scratch, 'profile')],
      ...['--port', '0'],
    ];
    let said = '';
    start = spawn(process.execPath, ['start.mjs', ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [start.stdout, start.stderr]) stream?.on('data', (chunk) => (said += String(chunk)));
    for (;;) {
      const printed = /^The lab is open at (\S+)$/m.exec(said)?.[1];
      if (printed) return new URL(printed);
      assert.equal(start.exitCode, null, said);
      await sleep(50);
    }
  };

  /** Ctrl+C, and what it exits with. */
  const interrupt = async (): Promise<unknown> => {
    if (start!.exitCode !== null) return start!.exitCode;
    const ended = once(start!, 'exit');
    start!.kill('SIGINT');
    return (await ended)[0];
  };

  before(function () {
    if (!existsSync(hosts.current.stamp)) {
      process.stdout.write('    skipped: VS Code is not installed: node test/editor/host/installHost.mjs\n');
      this.skip();
    }
    scratch = mkdtempSync(path.join(os.tmpdir(), 'cmapss-start-'));
    mkdirSync(path.dirname(settings()), { recursive: true });
    writeFileSync(settings(), '{ "editor.fontSize": 20 }');
  });

  after(async () => {
    if (start?.exitCode === null) await interrupt();
    if (scratch) rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  it('serves VS Code to this machine with the packaged extension, the lab folder open', async () => {
    address = await begin();
    assert.equal(address.hostname, '127.0.0.1');
    assert.equal(address.searchParams.get('folder'), path.join(scratch, 'lab'));
    const page = await (await fetch(address)).text();
    assert.match(page, /workbench/);
    const [extension = ''] = readdirSync(path.join(scratch, 'profile/extensions')).filter((name) =>
      name.startsWith('cmapss-lab.cmapss-ml-lab-'),
    );
    for (const file of ['dist/extension.cjs', 'node_modules/@duckdb'])
      assert.ok(existsSync(path.join(scratch, 'profile/extensions', extension, file)), file);
    for (const file of ['glue/glue_job.py', 'sql/train_validation.sql', 'data/train_FD001.txt'])
      assert.ok(existsSync(path.join(scratch, 'lab', file)), file);
  });

  it('ends on Ctrl+C, and the server with it', async () => {
    assert.equal(await interrupt(), 0);
    await assert.rejects(fetch(address));
  });

  it('says what it cannot do with an option', async () => {
    const refused = spawn(process.execPath, ['start.mjs', '--port', 'eighty'], { stdio: 'pipe' });
    let text = '';
    refused.stderr.on('data', (chunk) => (text += String(chunk)));
    const [code] = (await once(refused, 'close')) as [number];
    assert.equal(code, 1);
    assert.match(text, /^--port takes a number, not eighty\. Options: \[--folder DIR\] .*\.\n$/);
  });

  it('leaves the settings of its profile as somebody has made them', () => {
    assert.equal(readFileSync(settings(), 'utf8'), '{ "editor.fontSize": 20 }');
  });
});
