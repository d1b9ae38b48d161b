// Runs the editor tests in real VS Code. On Linux the hosts are those that test/editor/host/installHost.mjs installs;
// elsewhere VSCODE_EXECUTABLE names an installed VS Code, for the extension-host kind alone.
//   node test/editor/run.mjs [REPORT] [--dev | --vsix FILE] [--kind suite|window] [--host current|floor] [--grep NAME]
// Two kinds: `suite` is Mocha inside the extension host (test/editor/suite/**/*.test.ts), on each host; `window` clicks
// in the window of today's VS Code (test/editor/window/**/*.test.ts). Files are found by their ending.
// Without options: both kinds, on all hosts, against a .vsix packaged anew; REPORT is a file for the counts (JSON).
// --dev: quick work, one kind (suite) on today's VS Code, against the checkout (--no-build: as it is built).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { noCounts, sum } from '../counts.mjs';
import { hosts, whyMissing } from './host/hosts.mjs';
import { runKept } from './runKept.mjs';
import { bundleSuite, runSuite } from './suiteKind.mjs';
import { runWindowTests } from './windowKind.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dev: { type: 'boolean', default: false },
    'no-build': { type: 'boolean', default: false },
    vsix: { type: 'string' },
    kind: { type: 'string' },
    host: { type: 'string' },
    grep: { type: 'string' },
  },
});
const { dev, grep } = values;
const executable = process.env.VSCODE_EXECUTABLE;
const kinds = values.kind ? [values.kind] : dev ? ['suite'] : ['suite', 'window'];
const suiteHosts = values.host ? [values.host] : dev || executable ? ['current'] : Object.keys(hosts);
let total = noCounts();

const scratch = mkdtempSync(path.join(os.tmpdir(), 'cse-vsix-'));
try {
  const vsix = dev ? undefined : (values.vsix ?? packaged());
  if (dev && !values['no-build']) node('esbuild.mjs', '--quiet');
  if (kinds.includes('suite') && suiteHosts.length > 1) {
    await Promise.all(suiteHosts.map((name) => runBeside(name, path.join(scratch, `${name}.json`), vsix)));
  } else if (kinds.includes('suite')) {
    await bundleSuite();
    for (const name of suiteHosts)
      await runKind(`the suite in VS Code ${executable ?? hosts[name].vscode}`, hosts[name], () =>
        runSuite({ host: hosts[name], vsix, grep, executable }),
      );
  }
  if (kinds.includes('window'))
    await runKind(`the window of VS Code ${hosts.current.vscode}`, hosts.current, () =>
      runWindowTests({ host: hosts.current, vsix, grep }),
    );
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
const [report] = positionals;
if (report) writeFileSync(report, JSON.stringify(total));
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped in VS Code`);
process.exit(total.failed ? 1 : 0);

/** Adds the counts of one kind on one host; a host that is not here is said, and counts as one skipped. */
async function runKind(title, host, run) {
  console.log(`\n-- ${title}`);
  const missing = executable && title.startsWith('the suite') ? undefined : whyMissing(host);
  if (missing) console.log(`skipped: ${missing}`);
  total = sum(total, missing ? { ...noCounts(), skipped: 1 } : await run(), title);
}

/** Runs the suite on one host in a process of its own, beside others, and prints what that said once it has ended. */
async function runBeside(name, report, vsix) {
  const source = vsix ? ['--vsix', vsix] : ['--dev', '--no-build'];
  const args = ['test/editor/run.mjs', report, ...source, '--kind', 'suite', '--host', name];
  total = sum(total, await runKept([...args, ...(grep ? ['--grep', grep] : [])], report), name);
}

/** The .vsix for this machine, made anew: its last printed line is its path. */
function packaged() {
  return node('package.mjs', '--out', scratch).trim().split('\n').at(-1);
}

function node(...args) {
  return execFileSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });
}
