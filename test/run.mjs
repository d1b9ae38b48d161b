// Runs everything that must hold: types, lint and format, then each tier of tests in a Mocha of its own; the referees,
// which mostly wait for other programs, beside others; the editor tests, which wait for a window no longer than people do, alone.
// Ends with one line, `N passed, N failed`; exit 1 when anything failed.
//   node test/run.mjs [tier …]        e.g. `npm test -- unit contract`
import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const tiers = ['unit', 'manifest', 'contract', 'lab', 'referees', 'editor'];
const wanted = process.argv.slice(2);
const unknown = wanted.filter((tier) => !tiers.includes(tier));
if (unknown.length) {
  console.error(`No such tier: ${unknown.join(', ')}. There are ${tiers.join(', ')}.`);
  process.exit(2);
}

const total = { passed: 0, failed: 0, skipped: 0 };

/** What programs in the second lane print, kept to the end so that the lines of two lanes never mix. */
const keptOutput = [];

/** Runs a program, and answers with its exit code. */
const run = (title, args, { kept = false, environment = process.env } = {}) => {
  const child = spawn(process.execPath, args, {
    stdio: kept ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: environment,
  });
  const heading = `\n== ${title}\n`;
  if (kept) keptOutput.push(Buffer.from(heading));
  else process.stdout.write(heading);
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => keptOutput.push(part));
  return new Promise((resolve) => {
    child.on('error', () => resolve(1)).on('close', (code) => resolve(code ?? 1));
  });
};

/** A check that passes or fails as a whole. */
const check = async (title, args) => {
  const status = await run(title, args);
  total[status === 0 ? 'passed' : 'failed'] += 1;
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

/** What runs a tier: Mocha here, or for the editor tests a Mocha inside VS Code. */
const commandOf = (tier, report) =>
  tier === 'editor'
    ? ['test/editor/run.mjs', report]
    : [
        ...['node_modules/mocha/bin/mocha.js', '--reporter', 'test/reporter.cjs'],
        ...['--reporter-option', `report=${report}`, ...filesOf(tier)],
      ];

const runTier = async (tier, kept) => {
  const report = path.join(scratch, `${tier}.json`);
  const status = await run(tier, commandOf(tier, report), { kept, environment: env });
  const counts = existsSync(report)
    ? JSON.parse(readFileSync(report, 'utf8'))
    : { passed: 0, failed: 0, skipped: 0 };
  total.passed += counts.passed;
  total.skipped += counts.skipped;
  // A Mocha that ended badly without counting a failure (a file that does not load, a crash) is one failure.
  total.failed += status === 0 ? counts.failed : Math.max(1, counts.failed);
};

/** What a run without named tiers holds besides them. */
const staticChecks = async () => {
  await check('types', ['node_modules/typescript/bin/tsc', '--noEmit']);
  await check('types of the page', ['node_modules/typescript/bin/tsc', '-p', 'src/webview']);
  await check('lint', ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0']);
  await check('format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']);
};

// Ctrl+C reaches what runs as well; this ends after it.
process.on('SIGINT', () => undefined);
try {
  const built = await check('build', ['esbuild.mjs', '--quiet']);
  const tiersToRun = built ? (wanted.length ? wanted : tiers) : [];
  const besides = tiersToRun.filter((tier) => tier !== 'editor' && tier !== 'referees');
  const lanes = [
    async () => {
      if (!wanted.length) await staticChecks();
      for (const tier of besides) await runTier(tier, false);
    },
    async () => {
      if (tiersToRun.includes('referees')) await runTier('referees', true);
    },
  ];
  await Promise.all(lanes.map((lane) => lane()));
  process.stdout.write(Buffer.concat(keptOutput));
  if (tiersToRun.includes('editor')) await runTier('editor', false);
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}
console.log(`\n${total.skipped} skipped`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed ? 1 : 0);
