import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  createSparkEngine,
  type ScriptOutcome,
  type SparkEngine,
} from '../../../../../src/practice/engines/spark/sparkEngine.ts';
import { until } from '../../../../support/practiceProcess.ts';

type Failure = Partial<Extract<ScriptOutcome, { kind: 'failed' }>>;

/** What scripts do to their own process, and how their runs end. */
const scripts: Readonly<Record<string, readonly [script: string, outcome: Failure | 'succeeded']>> = {
  'takes memory without end': [
    'kept = []\nwhile True:\n    kept.append("x" * 10**6)\n',
    { type: 'MemoryError', message: 'The script took all the memory that a run has.', line: 3 },
  ],
  'takes memory in small pieces without end': [
    'kept = []\nwhile True:\n    kept.append([1, 2, 3])\n',
    { type: 'MemoryError', line: 3 },
  ],
  'calls itself without end': ['def f():\n    return f()\nf()\n', { type: 'RecursionError', line: 2 }],
  'calls itself without end, its limit lifted': [
    'import sys\nsys.setrecursionlimit(10**9)\ndef f():\n    return f()\nf()\n',
    { type: 'RecursionError' },
  ],
  'exits with a code': ['import sys\nsys.exit(7)\n', { type: 'SystemExit', message: '7', line: 2 }],
  'exits with a text': ['import sys\nsys.exit("no input")\n', { type: 'SystemExit', message: 'no input' }],
  'ends its interpreter': ['import os\nos._exit(3)\n', { type: 'SystemExit', message: '3' }],
  'ends its interpreter in good order': ['import os\nos._exit(0)\n', 'succeeded'],
  'kills itself': ['import os\nos.kill(os.getpid(), 9)\n', { type: 'SystemExit', message: '137' }],
  'starts a thread': [
    'import threading\nthreading.Thread(target=print).start()\n',
    { type: 'RuntimeError', message: "can't start new thread" },
  ],
  'handles signals': [
    'import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nsignal.raise_signal(signal.SIGTERM)\n',
    'succeeded',
  ],
};

describe('a script that does harm to its process', function () {
  this.timeout(60_000);
  let folder: string;
  let engine: SparkEngine;
  const run = async (script: string): Promise<{ outcome: ScriptOutcome; lines: string[] }> => {
    const lines: string[] = [];
    const outcome = await engine.run({
      name: 'glue_job.py',
      script,
      args: [],
      host: { call: (operation) => Promise.reject(new Error(`${operation} was called`)) },
      onLine: (_stream, line) => lines.push(line),
      signal: new AbortController().signal,
    });
    return { outcome, lines };
  };

  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'spark-'));
    engine = createSparkEngine({ assets: path.resolve('dist'), folder });
  });
  after(async () => {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [name, [script, expected]] of Object.entries(scripts)) {
    it(`ends its own run only, when it ${name}`, async () => {
      const { outcome } = await run(script);
      if (expected === 'succeeded') assert.deepEqual(outcome, { kind: 'succeeded' });
      else assert.deepEqual({ ...outcome, ...expected }, outcome);
    });
  }

  it('prints a line of any length in pieces, and only so much', async () => {
    const { outcome, lines } = await run(
      'import sys\nprint("é" * 200_000)\nfor i in range(60):\n    print("x" * 1_000_000)\nprint("end")\n',
    );
    assert.deepEqual(outcome, { kind: 'succeeded' });
    assert.ok(lines.every((line) => Buffer.byteLength(line) <= 262_144));
    assert.equal(lines.slice(0, 2).join(''), 'é'.repeat(200_000));
    assert.ok(lines.join('\n').length < 33 * 1_048_576);
    assert.match(lines.at(-1) ?? '', /is not kept/);
  });

  it('passes lines on while it runs', async () => {
    const stop = new AbortController();
    const lines: string[] = [];
    const outcome = await engine.run({
      name: 'glue_job.py',
      script: 'print("begun")\nwhile True:\n    pass\n',
      args: [],
      host: { call: () => Promise.resolve() },
      onLine: (_stream, line) => {
        lines.push(line);
        stop.abort();
      },
      signal: stop.signal,
    });
    assert.deepEqual([outcome.kind, lines], ['stopped', ['begun']]);
  });

  it('ends when the account’s process is killed', async function () {
    if (process.platform === 'win32') this.skip();
    const program = `
      const { createSparkEngine } = await import('./src/practice/engines/spark/sparkEngine.ts');
      const engine = createSparkEngine({ assets: 'dist', folder: ${JSON.stringify(folder)} });
      await engine.run({ name: 'glue_job.py', script: 'print("begun")\\nwhile True:\\n    pass\\n', args: [], host: {},
        onLine: (_, line) => console.log(line), signal: new AbortController().signal });`;
    const account = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program]);
    const printed = new Promise((resolve) => account.stdout.once('data', resolve));
    await printed;
    const children = childrenOf(account.pid ?? 0);
    assert.equal(children.length, 1);
    account.kill('SIGKILL');
    await until('the script’s process is gone', () => Promise.resolve(!isAlive(children[0] ?? 0)));
  });
});

function childrenOf(parent: number): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .filter((line) => line.includes('sparkWorker'))
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, above]) => above === parent)
    .map(([pid = 0]) => pid);
}

function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}
