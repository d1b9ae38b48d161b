import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { findLabData } from '../../../../src/lab/dataset/labData.ts';
import { runStage } from '../../../../src/lab/runStage.ts';
import type { LabContext } from '../../../../src/lab/stage.ts';
import { deploy } from '../../../../src/lab/stages/deploy.ts';
import { predict } from '../../../../src/lab/stages/predict.ts';
import { fakeLab } from '../../../support/fakeLab.ts';
import { resourceNames } from '../../../support/fakeResources.ts';
import { fakeSagemaker, trainingJob } from '../../../support/fakeSagemaker.ts';

const quiet = (): void => undefined;
const signal = new AbortController().signal;
const row = (unit: number, cycle: number): string => `${unit} ${cycle} ${'1.0 '.repeat(24)} \n`;

describe('predict', () => {
  let folder: string;
  const sent: string[] = [];
  const sagemaker = fakeSagemaker({}, (csv) => {
    sent.push(...csv.split('\n'));
    return csv.replaceAll(/^.*$/gm, '5');
  });
  const lab = fakeLab({ training: sagemaker.training, endpoints: sagemaker.endpoints });
  let context: LabContext;

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'predict-'));
    await writeFile(path.join(folder, 'train_FD001.txt'), row(1, 1));
    await writeFile(path.join(folder, 'test_FD001.txt'), row(1, 1) + row(1, 2) + row(2, 1));
    await writeFile(path.join(folder, 'RUL_FD001.txt'), '5\n8\n');
    context = { ...lab.context, data: await findLabData(folder) };
    sagemaker.jobs.set('cmapss-20250131-1401-7f3a9c', trainingJob('cmapss-20250131-1401-7f3a9c'));
  });
  after(() => rm(folder, { recursive: true }));

  it('cannot without an endpoint, and says so', async () => {
    const outcome = await runStage(predict, context, quiet, signal);
    assert.ok(outcome.kind === 'failed');
    assert.match(String(outcome.reason), /No endpoint serves the newest model/);
  });

  it('needs a test file', async () => {
    const check = await predict.check({ ...context, data: { ...context.data, test: [] } });
    assert.ok(!check.done);
    assert.match(check.reason, /^There is no test file/);
  });

  it('refuses a RUL file that goes with other engines', async () => {
    const rul = path.join(folder, 'RUL_FD009.txt');
    await writeFile(rul, '5\n8\n9\n');
    const test = context.data.test.map((set) => ({ ...set, rul: { name: 'RUL_FD009.txt', path: rul } }));
    await assert.rejects(
      async () => predict.check({ ...context, data: { ...context.data, test } }),
      /RUL_FD009\.txt has 3 numbers, but test_FD001\.txt has 2 engines/,
    );
  });

  it('sends the 25 features of every row, keeps the answers, and scores them', async () => {
    await runStage(deploy, context, quiet, signal);
    const outcome = await runStage(predict, context, quiet, signal);
    assert.ok(outcome.kind === 'done' && outcome.ran);
    assert.deepEqual(
      sent.map((line) => [line.split(',').length, line.split(',')[0]]),
      [
        [25, '1'],
        [25, '2'],
        [25, '1'],
      ],
    );
    // True are 6, 5 and 8.
    assert.equal(outcome.facts.rows, 3);
    assert.ok(Math.abs(outcome.facts.rmseAllRows - Math.sqrt((1 + 0 + 9) / 3)) < 1e-9);
    assert.deepEqual(Object.keys(outcome.facts.nasaScore), ['FD001']);
    const again = await runStage(predict, context, quiet, signal);
    assert.ok(again.kind === 'done' && !again.ran);
  });

  it('asks again after its answers were taken back, and when they are of other rows', async () => {
    sent.length = 0;
    const outcome = await runStage(predict, context, quiet, signal, { again: true });
    assert.ok(outcome.kind === 'done' && sent.length === 3);
    const bucket = lab.objects.get(resourceNames.publishedBucket)!;
    const [key = ''] = [...bucket.keys()].filter((name) => name.startsWith('predictions/'));
    bucket.set(key, 'unit_number,cycle,predicted\n1,1,5\n');
    const check = await predict.check(context);
    assert.ok(!check.done && check.reason.includes('for each of the 3 rows of test_FD001.txt'));
  });
});
