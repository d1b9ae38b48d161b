import assert from 'node:assert/strict';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { refereePython } from './refereePython.ts';

const run = promisify(execFile);

/** The code of every block of a language in a Markdown text, in order. */
function blocks(markdown: string, language: string): string {
  const found = [...markdown.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))];
  return found.map((match) => match[1]).join('\n');
}

/** The `export` lines that `npm run practice` prints for bash, as variables. */
async function printedExports(command: ChildProcess): Promise<Record<string, string>> {
  let printed = '';
  await new Promise<void>((resolve, reject) => {
    command.once('exit', (code) =>
      reject(new Error(`npm run practice ended with ${String(code)}: ${printed}`)),
    );
    command.stdout?.on('data', (chunk) => {
      printed += String(chunk);
      if (printed.includes('For PowerShell')) resolve();
    });
  });
  const lines = [...printed.matchAll(/^export (\w+)='(.*)'$/gm)];
  assert.ok(lines.length, `npm run practice printed no exports:\n${printed}`);
  return Object.fromEntries(lines.map(([, name = '', value = '']) => [name, value]));
}

describe('docs/by-hand.md', function () {
  this.timeout(240_000);
  const document = readFileSync('docs/by-hand.md', 'utf8');
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'by-hand-'));
  const store = path.join(scratch, 'store');
  const work = path.join(scratch, 'work');
  let python: string;
  let practice: ChildProcess | undefined;
  let env: NodeJS.ProcessEnv;

  before(async function () {
    python = refereePython(this);
    mkdirSync(work);
    practice = spawn(process.execPath, ['dist/practiceCommand.mjs', '--store', store], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    env = {
      ...process.env,
      ...(await printedExports(practice)),
      PATH: `${path.dirname(python)}${path.delimiter}${process.env['PATH'] ?? ''}`,
      TMPDIR: scratch,
      WORK: work,
    };
  });
  after(async () => {
    if (practice) {
      const { pid } = JSON.parse(readFileSync(path.join(store, 'account.json'), 'utf8')) as { pid: number };
      practice.kill('SIGINT');
      await once(practice, 'exit');
      process.kill(pid);
    }
    rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

  it('drives every stage with the AWS CLI', async () => {
    const script = path.join(scratch, 'by-hand.sh');
    writeFileSync(script, `set -euo pipefail\n${blocks(document, 'bash')}`);
    const { stdout } = await run('bash', [script], { env, maxBuffer: 1 << 26 });
    assert.match(stdout, /every line arrived, once/);
    assert.match(stdout, /^29\t4$/m, 'the crawled table has 29 columns and 4 partition keys');
    assert.match(stdout, /^Completed$/m);
    assert.match(stdout, /^validation:rmse\t[\d.]+$/m);
    assert.match(stdout, /^InService$/m);
    // One line an engine: predicted, true.
    assert.equal(stdout.match(/^[\d.-]+\t\d+ $/gm)?.length, 6);
  });

  it('drives every stage with boto3', async () => {
    const script = path.join(scratch, 'by_hand.py');
    writeFileSync(script, blocks(document, 'python'));
    await run(
      'npm',
      ['run', '--silent', 'data', '--', '--simulate', path.join(work, 'fleet'), '--engines', '6'],
      { env },
    );
    const { stdout } = await run(python, [script], { env, maxBuffer: 1 << 26 });
    assert.equal(stdout.match(/^engine \d+: /gm)?.length, 6);
  });
});
