// Runs the editor tests in real VS Code through @vscode/test-electron. On Linux the host is the one that
// test/editor/host/installHost.mjs installs; elsewhere (or with VSCODE_EXECUTABLE) an installed VS Code.
// Writes its counts to the file given as argument.
import { build } from 'esbuild';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { chromium, stamp } from './host/hostPaths.mjs';

const [report] = process.argv.slice(2);
const here = import.meta.dirname ?? '';
const executable = process.env.VSCODE_EXECUTABLE ?? path.join(here, 'host/vscodeExecutable.mjs');

if (!process.env.VSCODE_EXECUTABLE && !(existsSync(stamp) && existsSync(chromium))) {
  console.log(
    'skipped: no VS Code host; `apt-get install chromium && node test/editor/host/installHost.mjs` makes one',
  );
  writeFileSync(report, JSON.stringify({ passed: 0, failed: 0, skipped: 1 }));
  process.exit(0);
}
await build({
  entryPoints: [path.join(here, 'suite/index.ts')],
  outfile: 'out/editor/suite.cjs',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode', 'mocha'],
  logLevel: 'warning',
});
try {
  await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: path.resolve('.'),
    extensionTestsPath: path.resolve('out/editor/suite.cjs'),
    extensionTestsEnv: { EDITOR_TEST_REPORT: path.resolve(report) },
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
