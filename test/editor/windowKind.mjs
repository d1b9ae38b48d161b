// The window kind: Mocha in Node, which drives VS Code's window as a person does.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { countsIn } from '../counts.mjs';
import { makeExtensionsFolder } from './host/extensionsFolder.mjs';

const here = import.meta.dirname ?? '';

/** Runs the window tests and answers their counts; with `vsix` that file is installed, without, the checkout is. */
export function runWindowTests({ host, vsix, grep }) {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'cse-window-'));
  const report = path.join(scratch, 'report.json');
  try {
    const extensions = makeExtensionsFolder(host, scratch, vsix);
    const files = readdirSync(path.join(here, 'window'), { recursive: true })
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => path.join(here, 'window', file))
      .sort();
    const { status } = spawnSync(
      process.execPath,
      [
        ...['node_modules/mocha/bin/mocha.js', '--timeout', '180000'],
        // Each file has windows of its own; while one waits for work, another clicks.
        ...['--parallel', '--jobs', '2'],
        ...['--require', path.join(here, 'window/hooks.ts')],
        ...['--reporter', 'test/reporter.cjs', '--reporter-option', `report=${report}`],
        ...(grep ? ['--grep', grep] : []),
        ...files,
      ],
      { stdio: 'inherit', env: { ...process.env, EDITOR_TEST_EXTENSIONS: extensions } },
    );
    return countsIn(report, status === 0);
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}
