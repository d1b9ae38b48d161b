import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { writeFleet } from '../../src/lab/fleet/writeFleet.ts';
import { launchPractice } from '../../src/launch/launchPractice.ts';
import { activationTimes, type ActivationTimes } from './activationTimes.ts';
import { cappedTargets, goFurther, type Further } from './goFurther.ts';
import { objectRates } from './objectRates.ts';
import { serviceTimes } from './serviceTimes.ts';
import { trainingTimes, type Training, type TrainingTimes } from './trainingTimes.ts';
import { viewTimes } from './viewTimes.ts';
import { wholeLab, type LabRun } from './wholeLab.ts';

// `npm run bench [-- --data DIR | --activation]`: speed and memory on this machine, as figures of one run; or only how the
// extension starts. Nothing is asserted.

// What the SDK says of later Node versions is not for whoever reads figures.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

const { values } = parseArgs({ options: { data: { type: 'string' }, activation: { type: 'boolean' } } });
const scratch = await mkdtemp(path.join(os.tmpdir(), 'cmapss-bench-'));

const say = (name: string, figure: string) => process.stdout.write(`${name.padEnd(44)}${figure}\n`);
const seconds = (value: number) => `${value.toFixed(2)} s`;
const count = (value: number) => Math.round(value).toLocaleString('en-US');
const mebibytes = (value: number | undefined) =>
  value === undefined ? 'not told by this system' : `${count(value)} MiB`;

try {
  if (!values.activation) await measureLab();
  sayActivation(await activationTimes(scratch, 10));
} finally {
  await rm(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

async function measureLab(): Promise<void> {
  const data = values.data ? path.resolve(values.data) : await generated();
  const store = path.join(scratch, 'store');
  const lab = await wholeLab(store, data);
  sayLab(lab);
  const practice = await launchPractice({
    program: path.resolve('dist/practice.mjs'),
    store,
    lingerSeconds: 0,
  });
  try {
    const { etl, ctas } = await serviceTimes(practice);
    say('ETL job run', seconds(etl));
    say('CTAS query', seconds(ctas));
    sayTraining(await trainingTimes(practice, scratch));
    sayFurther(await goFurther(store, data));
    for (const { what, first, all } of await viewTimes(practice, store, data))
      say(what, `${seconds(all)}, first picture after ${seconds(first)}`);
    const rates = await objectRates(practice);
    say('S3 puts of 1 KB per second', count(rates.puts));
    say('S3 gets of 1 KB per second', count(rates.gets));
  } finally {
    practice.release();
    process.kill(practice.pid);
  }
}

async function generated(): Promise<string> {
  const folder = path.join(scratch, 'fleet');
  await mkdir(folder);
  const start = performance.now();
  await writeFleet(folder, { seed: 1 });
  say('four subsets generated', seconds((performance.now() - start) / 1000));
  return folder;
}

function sayLab({ document, seconds: whole, linesPerSecond, labMiB, practiceMiB }: LabRun): void {
  say(`whole lab, ${count(document.rows)} lines`, seconds(whole));
  for (const stage of document.stages) say(`  ${stage.id}`, seconds(stage.seconds));
  say('lines published per second', linesPerSecond);
  const { train, validation, testAllRows } = document.rmse;
  say(
    'RMSE train / validation / test, all rows',
    [train, validation, testAllRows].map((rmse) => rmse.toFixed(2)).join(' / '),
  );
  say('peak memory of the lab command', mebibytes(labMiB));
  say('peak memory of the practice account', mebibytes(practiceMiB));
}

function sayFurther({ tune, trainCapped }: Further): void {
  say(
    'tuning',
    `${seconds(tune.seconds)}, ${tune.trials} trials, best validation RMSE ${tune.validationRmse.toFixed(2)}`,
  );
  say('capped models', seconds(trainCapped.seconds));
  for (const { subset, features, rmseAllRows, rmseLastCycle } of trainCapped.models) {
    const target = cappedTargets.get(`${subset} ${features}`);
    const against = (rmse: number): string =>
      target === undefined ? '' : ` (${(rmse / target).toFixed(2)} times the target of ${target})`;
    say(
      `  ${subset} ${features}, RMSE of capped lives`,
      `last cycle ${rmseLastCycle.toFixed(2)}${against(rmseLastCycle)}, all rows ${rmseAllRows.toFixed(2)}${features === 'plain' ? against(rmseAllRows) : ''}`,
    );
  }
}

function sayTraining({ rows, ours, xgboost }: TrainingTimes): void {
  const figure = ({ seconds: wall, cpuSeconds, rmse }: Training) =>
    `${seconds(wall)} (CPU ${seconds(cpuSeconds)}), validation RMSE ${rmse.toFixed(3)}`;
  say(`training ${count(rows)} rows, 100 rounds`, figure(ours));
  if (!xgboost) {
    say('real XGBoost', 'skipped: not installed');
    return;
  }
  say('real XGBoost, hist, one thread', figure(xgboost));
  const wall = (ours.seconds / xgboost.seconds).toFixed(2);
  const cpu = (ours.cpuSeconds / xgboost.cpuSeconds).toFixed(2);
  say('training, ours to XGBoost', `${wall} times (CPU ${cpu} times)`);
}

function sayActivation(times: ActivationTimes | string): void {
  if (typeof times === 'string') {
    say('activation in VS Code', `skipped: ${times}`);
    return;
  }
  const { vscode, starts, load, call, files, bytes, packageBytes } = times;
  say(`activation in VS Code ${vscode}`, `median of ${starts} starts`);
  say('  loading the bundle', `${load} ms, ${files} files of ${count(bytes / 1024)} KiB`);
  say('  activate()', `${call} ms`);
  say('.vsix', `${(packageBytes / 1e6).toFixed(1)} MB`);
}
