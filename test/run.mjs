// Runs everything that must hold: types, lint and format, and each tier of tests in a Mocha of its own, in two lanes for two
// processors; then the window tests, which wait for a window no longer than people do, alone.
// Ends with one line, `N passed, N failed`; exit 1 when anything failed.
//   node test/run.mjs [tier …]        e.g. `npm test -- unit contract`
import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { countsIn, noCounts, sum, withFailure } from './counts.mjs';

const tiers = ['unit', 'manifest', 'contract', 'lab', 'referees', 'suite', 'window'];
const wanted = process.argv.slice(2);
const unknown = wanted.filter((tier) => !tiers.includes(tier));
if (unknown.length) {
  console.error(`No such tier: ${unknown.join(', ')}. There are ${tiers.join(', ')}.`);
  process.exit(2);
}

let total = noCounts();
/** None when nothing could be built. */
let tiersToRun = [];

/** What programs in the second lane print, kept to the end so that the lines of two lanes never mix. */
const keptOutput = [];

/** How long each part took. */
const times = [];

/** Runs a program, and answers with its exit code. */
const run = (title, args, { kept = false, environment = process.env } = {}) => {
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    stdio: kept ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: environment,
  });
  const heading = `\n== ${title}\n`;
  if (kept) keptOutput.push(Buffer.from(heading));
  else process.stdout.write(heading);
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => keptOutput.push(part));
  return new Promise((resolve) => {
    child
      .on('error', () => resolve(1))
      .on('close', (code) => {
        times.push(`${title} ${Math.round((performance.now() - started) / 1000)} s`);
        resolve(code ?? 1);
      });
  });
};

/** A check that passes or fails as a whole. */
const check = async (title, args, options) => {
  const status = await run(title, args, options);
  if (status === 0) total.passed += 1;
  else total = withFailure(total, title, 'what it printed says more');
  return status === 0;
};

/** Test files below a tier's folder, found by their ending. */
const filesOf = (tier) => {
  const folder = path.join('test', tier);
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => path.join(folder, file))
    .sort();
};

// No test may reach the real home folder, the network's metadata address or somebody's AWS account.
const scratch = mkdtempSync(path.join(os.tmpdir(), 'cmapss-test-'));
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'))),
  HOME: scratch,
  USERPROFILE: scratch,
  TMPDIR: scratch,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: path.join(scratch, 'aws-config'),
  AWS_SHARED_CREDENTIALS_FILE: path.join(scratch, 'aws-credentials'),
};

/** The folder that the extension's package is made into, once for the two tiers that install it. */
const packages = path.join(scratch, 'package');
const inEditor = ['suite', 'window'];
const vsix = () => path.join(packages, readdirSync(packages)[0] ?? 'none.vsix');

/** What runs a tier: Mocha here, or for the tests in VS Code what starts that. */
const commandOf = (tier, report) =>
  inEditor.includes(tier)
    ? ['test/editor/run.mjs', report, '--kind', tier, '--vsix', vsix()]
    : [
        ...['node_modules/mocha/bin/mocha.js', '--reporter', 'test/reporter.cjs'],
        ...['--reporter-option', `report=${report}`, ...filesOf(tier)],
      ];

const runTier = async (tier, kept) => {
  const report = path.join(scratch, `${tier}.json`);
  const status = await run(tier, commandOf(tier, report), { kept, environment: env });
  total = sum(total, countsIn(report, status === 0), tier);
};

/** What a run without named tiers holds besides them. */
const staticChecks = async () => {
  const kept = { kept: true };
  await check('types', ['node_modules/typescript/bin/tsc', '--noEmit'], kept);
  await check('types of the page', ['node_modules/typescript/bin/tsc', '-p', 'src/webview'], kept);
  await check('lint', ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'], kept);
  await check(
    'format',
    ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
    kept,
  );
};

/** Those of the wanted tiers that a lane holds run in it, one after the other. */
const runLane = async (lane, kept) => {
  for (const tier of lane) if (tiersToRun.includes(tier)) await runTier(tier, kept);
};

// Ctrl+C reaches what runs as well; this ends after it.
process.on('SIGINT', () => undefined);
try {
  if (await check('build', ['esbuild.mjs', '--quiet'])) tiersToRun = wanted.length ? wanted : tiers;
  const isPackaged =
    !inEditor.some((tier) => tiersToRun.includes(tier)) ||
    (await check('package', ['package.mjs', '--out', packages]));
  if (!isPackaged) tiersToRun = tiersToRun.filter((tier) => !inEditor.includes(tier));
  await Promise.all([
    runLane(['unit', 'contract', 'lab'], false),
    // What it prints comes after the other lane's.
    runLane(['referees', 'manifest', 'suite'], true).then(() => (wanted.length ? undefined : staticChecks())),
  ]);
  process.stdout.write(Buffer.concat(keptOutput));
  await runLane(['window'], false);
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}
console.log(`\ntook: ${times.join(', ')}`);
// Once more at the end, where it is seen: above lie thousands of lines.
if (total.failed) console.log('\nFailed:');
for (const { title, message } of total.failures)
  console.log(`- ${title}\n    ${message.replaceAll('\n', '\n    ')}`);
console.log(`\n${total.skipped} skipped`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed ? 1 : 0);
