import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { connectPractice } from '../../src/aws/connect.ts';
import type { LabAccount } from '../../src/lab/account.ts';
import { provideLabFiles } from '../../src/headless/lab/workspace.ts';
import { findLabData } from '../../src/lab/dataset/labData.ts';
import { readEvent } from '../../src/lab/event.ts';
import { cappedSection } from '../../src/lab/results/cappedSection.ts';
import { resultsOf } from '../../src/lab/results/results.ts';
import type { SectionBody } from '../../src/lab/results/resultsSection.ts';
import { trialsSection } from '../../src/lab/results/trialsSection.ts';
import { writeFleet } from '../../src/lab/fleet/writeFleet.ts';
import { bucketOf } from '../support/connectStore.ts';
import { compareCapped, compareTrials } from '../support/furtherByHand.ts';
import { runLabDocument, type LabDocument } from '../support/labCommand.ts';
import { clientOf, makeStore, type TestStore } from '../support/practiceProcess.ts';
import { findRealData, unpackRealData } from '../support/realData.ts';

/** On NASA's FD001 where its files lie beside the checkout, else on simulated engines. */
describe('going further than the lab', function () {
  this.timeout(300_000);
  const real = findRealData();
  let folder: string;
  let store: TestStore;
  let account: LabAccount;
  let event: string;
  const lab = (...args: string[]) =>
    runLabDocument(['--store', store.folder, '--data', path.join(folder, 'data'), '--event', event, ...args]);
  const factsOf = (found: LabDocument, id: string): Readonly<Record<string, unknown>> => {
    const stage = found.stages.find((one) => one.id === id);
    assert.equal(stage?.outcome, 'done', JSON.stringify(stage));
    return stage.facts ?? {};
  };
  let trained: string;
  /** The tuning job of each strategy. */
  const tuned = new Map<string, string>();

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'further-'));
    const data = path.join(folder, 'data');
    mkdirSync(data);
    if (real) unpackRealData(real, data);
    else await writeFleet(data, { seed: 5, subsets: ['FD001'] });
    event = path.join(folder, 'event.json');
    const files = ['train', 'test', 'RUL'].map((kind) => `${kind}_FD001.txt`);
    writeFileSync(event, JSON.stringify({ files, tuning: { strategy: 'Random', jobs: 3, parallelJobs: 2 } }));
    store = makeStore();
    account = await connectPractice({ ...(await store.launch({ pace: 0 })), pace: 0 });
    trained = String(factsOf(await lab('--until', 'train'), 'train')['trainingJob']);
  });
  after(async () => {
    account.close();
    process.kill(store.pid());
    await store.remove();
    rmSync(folder, { recursive: true });
  });

  it('tunes: the best of all trials by validation error, and the model of the lab stays what it was', async () => {
    const facts = factsOf(await lab('--only', 'tune'), 'tune');
    assert.equal(facts['trials'], 3);
    assert.equal(facts['strategy'], 'Random');
    tuned.set('Random', String(facts['tuningJob']));
    const trials = await account.ports.tuning.trials(String(facts['tuningJob']));
    const errors = await Promise.all(
      trials.map(async ({ name }) => (await account.ports.training.get(name)).metrics['validation:rmse']),
    );
    const least = Math.min(...errors.map(Number));
    assert.equal(facts['validationRmse'], least);
    assert.equal(facts['bestTrial'], trials[errors.indexOf(least)]?.name);
    assert.equal(new Set(trials.map(({ hyperparameters }) => hyperparameters['eta'])).size, 3);

    const again = await lab('--only', 'tune');
    assert.equal(again.stages[0]?.ran, false, 'what is tuned already is not tuned again');
    assert.equal(factsOf(await lab('--only', 'train'), 'train')['trainingJob'], trained);
  });

  it('tunes anew when the event asks for the other strategy', async () => {
    const before = readFileSync(event, 'utf8');
    writeFileSync(event, before.replace('Random', 'Bayesian'));
    try {
      const facts = factsOf(await lab('--only', 'tune'), 'tune');
      assert.equal(facts['strategy'], 'Bayesian');
      tuned.set('Bayesian', String(facts['tuningJob']));
    } finally {
      writeFileSync(event, before);
    }
  });

  it('trains on capped lives: errors and windows are those that other code works out from the files', async () => {
    const facts = factsOf(await lab('--only', 'trainCapped'), 'trainCapped');
    const models = facts['models'] as readonly {
      readonly subset: string;
      readonly features: string;
      readonly trainingJob: string;
      readonly rmseAllRows: number;
      readonly rmseLastCycle: number;
    }[];
    assert.deepEqual(
      models.map(({ subset, features }) => [subset, features]),
      [
        ['FD001', 'plain'],
        ['FD001', 'windowed'],
      ],
    );
    const rows = numbersOf('test_FD001.txt');
    const lives = numbersOf('RUL_FD001.txt').map(([life = NaN]) => life);
    const lastCycles = lives.map((_, index) =>
      Math.max(...rows.filter(([unit]) => unit === index + 1).map(([, cycle = 0]) => cycle)),
    );
    const bucket = await bucketOf(account, 'published');
    for (const { trainingJob, rmseAllRows, rmseLastCycle, features } of models) {
      const answers = new Map<number, number>();
      for (const line of await linesBelow(bucket, `capped/predictions/${trainingJob}/`)) {
        const [row = NaN, predicted = NaN] = line.split(',').map(Number);
        answers.set(row, predicted);
      }
      assert.equal(answers.size, rows.length);
      const squares = lives.map((life, index) => {
        const predicted = answers.get((index + 1) * 100_000 + lastCycles[index]!) ?? NaN;
        return (predicted - Math.min(125, life)) ** 2;
      });
      const rmse = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
      assert.ok(Math.abs(rmse - rmseLastCycle) < 1e-9, `${rmse} ${rmseLastCycle}`);
      // On NASA's engines; simulated ones have errors of their own.
      if (real) assert.ok(features === 'plain' ? rmseAllRows <= 17.5 : rmse <= 15.5, `${features} ${rmse}`);
    }

    const made = new Map<number, number[]>();
    for (const line of await linesBelow(bucket, 'capped/windowed/subset=FD001/split=test/')) {
      const values = line.split(',').map(Number);
      made.set(values[0]!, values);
    }
    for (const cycle of [1, 2, 29, 31]) {
      const values = made.get(300_000 + cycle) ?? [];
      const window = rows.filter(([unit, at = 0]) => unit === 3 && at <= cycle && at > cycle - 30);
      assert.equal(values.length, 89);
      for (const sensor of [1, 2, 11, 21]) {
        const points = window.map((row) => [row[1]!, row[4 + sensor]!] as const);
        const expected = [points.at(-1)![1], ...momentsOf(points)];
        const found = [0, 1, 2, 3].map((part) => values[4 + sensor + 21 * part]!);
        for (const [index, value] of expected.entries()) {
          assert.ok(
            Math.abs(found[index]! - value) < 1e-6,
            `sensor ${sensor} at ${cycle}: ${found.join()} ${expected.join()}`,
          );
        }
      }
    }
    assert.equal(factsOf(await lab('--only', 'train'), 'train')['trainingJob'], trained);
    assert.equal((await lab('--only', 'trainCapped')).stages[0]?.ran, false);
  });

  it('shows trials and capped models among the results, with the figures of the stages', async () => {
    const context = {
      account,
      event: readEvent(readFileSync(event, 'utf8'), 'event.json'),
      data: await findLabData(path.join(folder, 'data')),
      files: await provideLabFiles(path.resolve('.'), path.join(store.folder, 'lab')),
    };
    const { signal } = new AbortController();
    const results = resultsOf(context, signal);
    const bodies: SectionBody[] = [];
    for (const section of [trialsSection, cappedSection]) {
      await section.show(results, { hyperparameter: 'max_depth' }, (body) => bodies.push(body), signal);
    }
    const [trials, capped] = bodies;
    const layers = trials?.pictures?.[0]?.layers ?? [];
    assert.deepEqual(
      layers.map(({ label }) => label),
      ['Bayesian: trial', 'Bayesian: best so far', 'Random: trial', 'Random: best so far', "The lab's model"],
    );
    assert.match(trials?.pictures?.[1]?.title ?? '', /max_depth/);
    assert.equal(trials?.tables?.[0]?.rows.length, 5);
    assert.equal(capped?.pictures?.[0]?.layers[1]?.label, 'Windows of 30 cycles');
    assert.deepEqual(
      capped.tables?.[0]?.rows.map(([model]) => model),
      ['FD001, one cycle', 'FD001, windows of 30 cycles'],
    );
    assert.match(capped.tables[0].sentence, /Once the lab's own model has predicted/);
    const client = new SageMakerClient(clientOf(await store.launch()));
    for (const strategy of ['Bayesian', 'Random'])
      await compareTrials(trials, account, client, {
        tuningJob: tuned.get(strategy)!,
        strategy,
        plain: trained,
      });
    client.destroy();
    await compareCapped(capped, account, path.join(folder, 'data'));
  });

  it('leaves nothing behind that the clean-up does not find', async () => {
    const bucket = await bucketOf(account, 'published');
    await lab('--only', 'cleanUp', '--everything');
    const { prefixes } = await account.ports.buckets.folder(bucket, '');
    assert.ok(!prefixes.some((prefix) => /capped|sagemaker/.test(prefix)), prefixes.join());
    assert.deepEqual(await account.ports.endpoints.models('cmapss-'), []);
    const [tune] = (await lab('--only', 'tune')).stages;
    assert.match(tune?.reason ?? '', /leave --only away to do the lab first\.$/);
  });

  function numbersOf(file: string): number[][] {
    return readFileSync(path.join(folder, 'data', file), 'utf8')
      .split('\n')
      .filter((line) => line.trim())
      .map((line) => line.trim().split(/\s+/).map(Number));
  }

  async function linesBelow(bucket: string, prefix: string): Promise<string[]> {
    const lines: string[] = [];
    for await (const { key } of account.ports.buckets.objects(bucket, prefix)) {
      const bytes = Buffer.from((await account.ports.buckets.read(bucket, key)) ?? []);
      const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8');
      lines.push(...text.split('\n').filter(Boolean));
    }
    return lines;
  }
});

/** Mean, sample deviation and least-squares slope of points; deviation and slope of one point are 0. */
function momentsOf(points: readonly (readonly [x: number, y: number])[]): number[] {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [atX, atY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  if (points.length < 2) return [atY, 0, 0];
  const squares = points.reduce((sum, [, y]) => sum + (y - atY) ** 2, 0);
  const across = points.reduce((sum, [x, y]) => sum + (x - atX) * (y - atY), 0);
  const along = points.reduce((sum, [x]) => sum + (x - atX) ** 2, 0);
  return [atY, Math.sqrt(squares / (points.length - 1)), across / along];
}
