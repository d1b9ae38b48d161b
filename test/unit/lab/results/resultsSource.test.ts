import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { findLabData } from '../../../../src/lab/dataset/labData.ts';
import type { Chosen, PictureView } from '../../../../src/lab/pictures/pictureView.ts';
import type { ResultsSection } from '../../../../src/lab/results/resultsSection.ts';
import { createResultsSource } from '../../../../src/lab/results/resultsSource.ts';
import type { LabContext } from '../../../../src/lab/stage.ts';
import { fakeLab, splitPrefix, type FakeLab } from '../../../support/fakeLab.ts';
import { resourceNames } from '../../../support/fakeResources.ts';
import { fakeSagemaker, trainingJob, type FakeSagemaker } from '../../../support/fakeSagemaker.ts';

const published = resourceNames.publishedBucket;
const job = 'cmapss-20250131-1405-7f3a9c';
const older = 'cmapss-20250130-1405-000000';
const cyclesOf = [3, 2, 4];
const labels = [5, 60, 20];

/** A lab of which everything may be there or not. */
interface Lab extends FakeLab {
  readonly sagemaker: FakeSagemaker;
  readonly log: string[];
  readonly context: LabContext;
}

describe("the lab's results", () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'results-'));
    const row = (unit: number, cycle: number): string => `${unit} ${cycle} ${'1.0 '.repeat(24)} \n`;
    const rows = cyclesOf.flatMap((last, index) =>
      Array.from({ length: last }, (_, cycle) => row(index + 1, cycle + 1)),
    );
    for (const subset of ['FD001', 'FD002']) {
      await writeFile(path.join(folder, `train_${subset}.txt`), row(1, 1));
      await writeFile(path.join(folder, `test_${subset}.txt`), rows.join(''));
      await writeFile(path.join(folder, `RUL_${subset}.txt`), `${labels.join('\n')}\n`);
    }
  });
  after(() => rm(folder, { recursive: true }));

  async function makeLab(lastModified?: Date): Promise<Lab> {
    const sagemaker = fakeSagemaker();
    const log: string[] = [];
    const logs = {
      streams: () => Promise.resolve(log.length ? [`${job}/algo-1`] : []),
      lines: () =>
        Promise.resolve({ lines: log.map((message) => ({ time: new Date(0), message })), token: 'end' }),
    };
    const queries = { recent: () => Promise.resolve([]) };
    const lab = fakeLab({ training: sagemaker.training, logs, queries }, lastModified);
    return { ...lab, sagemaker, log, context: { ...lab.context, data: await findLabData(folder) } };
  }

  /** Keeps predictions that are `error` too high for a training job. */
  function predict(lab: Lab, trainingJob: string, error: number): void {
    for (const subset of ['FD001', 'FD002']) {
      const lines = cyclesOf.flatMap((last, index) =>
        Array.from(
          { length: last },
          (_, at) => `${index + 1},${at + 1},${(labels[index] ?? 0) + last - at - 1 + error}`,
        ),
      );
      lab.put(
        published,
        `predictions/${trainingJob}/test_${subset}.csv`,
        ['unit_number,cycle,predicted', ...lines, ''].join('\n'),
      );
    }
  }

  const sourceOf = (
    { context }: Pick<Lab, 'context'>,
    sections?: readonly ResultsSection[],
    saved: string[] = [],
  ) =>
    createResultsSource(
      {
        context: () => Promise.resolve(context),
        save: (name, text) => {
          saved.push(name, text);
          return Promise.resolve();
        },
      },
      sections,
    );

  async function show(source: ReturnType<typeof sourceOf>, chosen: Chosen = {}): Promise<PictureView> {
    const views: PictureView[] = [];
    await source.show(chosen, (view) => views.push(view), new AbortController().signal);
    const last = views.at(-1);
    assert.ok(last);
    assert.equal(last.busy, undefined);
    return last;
  }

  const section = (view: PictureView, id: string) => view.sections.find((each) => each.id === id);

  it('say which stage to run where there is nothing yet', async () => {
    const view = await show(sourceOf(await makeLab()));
    assert.match(section(view, 'predicted')?.note ?? '', /No training job .* Run the stage "Train Model"\./);
    assert.match(section(view, 'rounds')?.note ?? '', /Run the stage "Train Model"\./);
    assert.ok(view.actions?.find(({ id }) => id === 'save')?.disabled);
  });

  it('show the rounds after training, and say where to go on for the rest', async () => {
    const lab = await makeLab();
    lab.sagemaker.jobs.set(job, trainingJob(job));
    lab.log.push('[0]#011train-rmse:50#011validation-rmse:60', '[1]\ttrain-rmse:40\tvalidation-rmse:61');
    const view = await show(sourceOf(lab));
    assert.match(section(view, 'rounds')?.pictures?.[0]?.sentence ?? '', /^Validation is best in round 0/);
    for (const id of ['predicted', 'maintenance', 'errors', 'engine', 'scores']) {
      assert.equal(
        section(view, id)?.note,
        'Nothing has been predicted yet. Run the stage "Predict Remaining Life".',
      );
    }
  });

  it('show the predictions though the log cannot be read any more', async () => {
    const lab = await makeLab();
    lab.sagemaker.jobs.set(job, trainingJob(job));
    predict(lab, job, 2);
    const view = await show(sourceOf(lab));
    assert.match(section(view, 'rounds')?.note ?? '', /tells of no boosting rounds/);
    const picture = section(view, 'predicted')?.pictures?.[0];
    assert.match(picture?.sentence ?? '', /6 engines, RMSE 2\.00 cycles/);
    assert.ok(view.note.includes(job));
    assert.doesNotMatch(view.note, /Out of date/);
  });

  it('say that predictions are those of an older model, and that a model is older than its rows', async () => {
    const lab = await makeLab(new Date(2000));
    lab.put(published, `${splitPrefix}split=train/part`);
    lab.sagemaker.jobs.set(older, trainingJob(older, { created: new Date(1000) }));
    predict(lab, older, 2);
    const before = await show(sourceOf(lab));
    assert.match(before.note, new RegExp(`Out of date: The model of ${older} is older than the rows of`));
    assert.ok(section(before, 'predicted')?.pictures);
    lab.sagemaker.jobs.set(job, trainingJob(job));
    const after = await show(sourceOf(lab));
    assert.match(after.note, new RegExp(`Out of date: .*an older model, that of ${older}`));
  });

  it('do not show predictions for other rows than those of the test files', async () => {
    const lab = await makeLab();
    lab.sagemaker.jobs.set(job, trainingJob(job));
    predict(lab, job, 2);
    lab.put(published, `predictions/${job}/test_FD002.csv`, 'unit_number,cycle,predicted\n1,1,5\n');
    const view = await show(sourceOf(lab));
    assert.match(section(view, 'predicted')?.note ?? '', /are not for the rows of the test files in/);
  });

  it("tell the model's training sets from its test sets", async () => {
    const lab = await makeLab();
    lab.sagemaker.jobs.set(job, trainingJob(job));
    predict(lab, job, 2);
    const references = async (names: readonly string[]) => {
      const train = names.map((name) => ({ name: `train_${name}.txt`, path: '' }));
      const context = { ...lab.context, data: { ...lab.context.data, train } };
      const table = section(await show(sourceOf({ context })), 'scores')?.tables?.at(-1);
      const ours = table?.rows
        .filter(([, , model]) => model === 'This model')
        .map(([, dataSets]) => dataSets);
      return { ours, sentence: table?.sentence ?? '' };
    };
    const same = await references(['FD001', 'FD002']);
    assert.deepEqual(same.ours, ['FD001, FD002', 'FD001, FD002', 'FD001, FD002']);
    assert.match(same.sentence, /^None of these .* trained on \(FD001, FD002\): [^.]*\. "This project"/);
    const all = await references(['FD001', 'FD002', 'FD003', 'FD004']);
    assert.deepEqual(all.ours, [
      'FD001, FD002, FD003, FD004',
      'FD001, FD002, FD003, FD004',
      'FD001, FD002, after training on FD001, FD002, FD003, FD004',
    ]);
    assert.match(
      all.sentence,
      /^Only figures of the same data sets .* Its test rows are of FD001, FD002: none/,
    );
  });

  it('ask a section again only when an answer that it depends on has changed', async () => {
    const lab = await makeLab();
    lab.sagemaker.jobs.set(job, trainingJob(job));
    predict(lab, job, 2);
    const source = sourceOf(lab);
    const all = await show(source);
    const one = await show(source, { engine: 'FD002 3' });
    assert.equal(section(one, 'maintenance'), section(all, 'maintenance'));
    assert.match(section(one, 'engine')?.pictures?.[0]?.title ?? '', /^Engine 3 of FD002/);
    const subset = await show(source, { engine: 'FD002 3', subset: 'FD001' });
    assert.match(section(subset, 'engine')?.pictures?.[0]?.title ?? '', /^Engine 1 of FD001/);
    assert.match(section(subset, 'predicted')?.pictures?.[0]?.sentence ?? '', /3 engines/);
    assert.equal(section(subset, 'scores'), section(all, 'scores'));
  });

  it('leave the other sections as they are when one fails, and try that one again', async () => {
    const lab = await makeLab();
    let fails = true;
    const good: ResultsSection = {
      id: 'good',
      heading: 'Good',
      dependsOn: [],
      show: async (_results, _chosen, shown) => {
        await Promise.resolve();
        shown({ note: 'All is well.' });
      },
    };
    const bad: ResultsSection = {
      ...good,
      id: 'bad',
      show: async (_results, _chosen, shown) => {
        await Promise.resolve();
        if (fails)
          throw Object.assign(new Error('User is not authorized'), { name: 'AccessDeniedException' });
        shown({ note: 'Now it is.' });
      },
    };
    const source = sourceOf(lab, [bad, good]);
    const view = await show(source);
    assert.equal(section(view, 'good')?.note, 'All is well.');
    assert.match(section(view, 'bad')?.note ?? '', /did not work/);
    fails = false;
    assert.equal(section(await show(source, { subset: 'FD001' }), 'bad')?.note, 'Now it is.');
  });

  it('save a row for each test engine as CSV', async () => {
    const lab = await makeLab();
    lab.sagemaker.jobs.set(job, trainingJob(job));
    predict(lab, job, 10);
    const saved: string[] = [];
    const source = sourceOf(lab, undefined, saved);
    await show(source);
    await source.act?.('save');
    const [name, text = ''] = saved;
    assert.equal(name, 'results.csv');
    const lines = text.trimEnd().split('\r\n');
    assert.equal(lines.length, 7);
    assert.equal(
      lines[0],
      'data_set,unit_number,last_cycle,predicted_rul,rul_8_of_10_from,rul_8_of_10_to,true_rul,error,nasa_penalty',
    );
    assert.equal(lines[1], `FD001,1,3,15,,,5,10,${Math.expm1(1)}`);
  });

  it('have one look go on at a time: reading again ends the one before, and closing the view the last', async () => {
    const signals: AbortSignal[] = [];
    const following: ResultsSection = {
      id: 'following',
      heading: 'Following',
      dependsOn: [],
      show: async (_results, _chosen, _shown, signal) => {
        signals.push(signal);
        await once(signal, 'abort');
        signal.throwIfAborted();
      },
    };
    const source = sourceOf(await makeLab(), [following]);
    const begun = async (count: number): Promise<boolean[]> => {
      while (signals.length < count) await new Promise(setImmediate);
      return signals.map(({ aborted }) => aborted);
    };
    const first = source.show({}, () => undefined, new AbortController().signal);
    await begun(1);
    const again = source.act?.('readAgain');
    assert.deepEqual(await begun(2), [true, false]);
    source.dispose?.();
    assert.deepEqual(await begun(2), [true, true]);
    await Promise.all([first, again]);
  });

  it('read everything again when asked', async () => {
    const lab = await makeLab();
    lab.sagemaker.jobs.set(job, trainingJob(job));
    const source = sourceOf(lab);
    let last: PictureView | undefined;
    await source.show({}, (view) => (last = view), new AbortController().signal);
    predict(lab, job, 2);
    await source.act?.('readAgain');
    assert.ok(last && section(last, 'predicted')?.pictures);
  });
});
