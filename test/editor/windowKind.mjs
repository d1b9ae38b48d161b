// The window kind: Mocha in Node, which drives VS Code's window as a person does.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sum } from '../counts.mjs';
import { makeExtensionsFolder } from './host/extensionsFolder.mjs';
import { runKept } from './runKept.mjs';

const here = path.join(import.meta.dirname ?? '', 'window');

/**
 * Runs the window tests and answers their counts; with `vsix` that file is installed, without, the checkout is. Each file
 * has windows of its own; those in `waiting/`, which mostly wait for time to pass, run beside those that click.
 */
export async function runWindowTests({ host, vsix, grep }) {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'cse-window-'));
  try {
    const extensions = makeExtensionsFolder(host, scratch, vsix);
    const files = readdirSync(here, { recursive: true })
      .filter((file) => file.endsWith('.test.ts'))
      .sort();
    const isWaiting = (file) => file.startsWith(`waiting${path.sep}`);
    const run = (name, some, jobs) => {
      const report = path.join(scratch, `${name}.json`);
      return runMocha({ report, grep, extensions, jobs, files: some.map((file) => path.join(here, file)) });
    };
    const [clicking, waiting] = await Promise.all([
      run(
        'clicking',
        files.filter((file) => !isWaiting(file)),
        2,
      ),
      run('waiting', files.filter(isWaiting), 1),
    ]);
    return sum(clicking, waiting);
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Runs files in a Mocha, so many at once, and answers its counts. */
function runMocha({ report, grep, extensions, jobs, files }) {
  const args = [
    ...['node_modules/mocha/bin/mocha.js', '--timeout', '180000'],
    ...['--parallel', '--jobs', String(jobs)],
    ...['--require', path.join(here, 'hooks.ts')],
    ...['--reporter', 'test/reporter.cjs', '--reporter-option', `report=${report}`],
    ...(grep ? ['--grep', grep] : []),
    ...files,
  ];
  return runKept(args, report, { ...process.env, EDITOR_TEST_EXTENSIONS: extensions });
}
