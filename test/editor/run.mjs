// Runs the editor tests in real VS Code. On Linux the hosts are those that test/editor/host/installHost.mjs installs;
// elsewhere VSCODE_EXECUTABLE names an installed VS Code.
//   node test/editor/run.mjs [REPORT] [--dev] [--grep NAME] [--host current|floor]
// Without options: every kind, on every host, against the packaged .vsix; REPORT is a file for the counts (JSON).
// --dev: quick work; the extension-host kind on today's VS Code, against the checkout (--no-build: as it is built).
// Suite files are found by their ending, test/editor/suite/**/*.test.ts.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { hosts, whyMissing } from './host/hosts.mjs';
import { bundleSuite, runSuite } from './suiteKind.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dev: { type: 'boolean', default: false },
    'no-build': { type: 'boolean', default: false },
    grep: { type: 'string' },
    host: { type: 'string' },
  },
});
const { dev, grep } = values;
const executable = process.env.VSCODE_EXECUTABLE;
const total = { passed: 0, failed: 0, skipped: 0 };

const count = ({ passed, failed, skipped }) => {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
};

if (dev && !values['no-build'])
  execFileSync(process.execPath, ['esbuild.mjs', '--quiet'], { stdio: 'inherit' });
await bundleSuite();
for (const name of values.host ? [values.host] : dev || executable ? ['current'] : Object.keys(hosts)) {
  const host = hosts[name];
  console.log(`\n-- in VS Code ${executable ?? host.vscode}`);
  const missing = executable ? undefined : whyMissing(host);
  if (missing) {
    console.log(`skipped: ${missing}`);
    total.skipped += 1;
  } else {
    count(await runSuite({ host, grep, executable }));
  }
}

const [report] = positionals;
if (report) writeFileSync(report, JSON.stringify(total));
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped in VS Code`);
process.exit(total.failed ? 1 : 0);
