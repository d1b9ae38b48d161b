import assert from 'node:assert/strict';
import type { TuningJob, TuningTrial } from '../../../../src/lab/ports/tuningJobs.ts';
import { resultsOf } from '../../../../src/lab/results/results.ts';
import type { SectionBody } from '../../../../src/lab/results/resultsSection.ts';
import { trialsSection } from '../../../../src/lab/results/trialsSection.ts';
import { fakeLab, splitPrefix } from '../../../support/fakeLab.ts';
import { resourceNames } from '../../../support/fakeResources.ts';
import { fakeSagemaker, trainingJob } from '../../../support/fakeSagemaker.ts';

const rowsWritten = new Date(5000);
const [before, after] = [new Date(4000), new Date(6000)];
const model = 'cmapss-20250131-1405-7f3a9c';

type Run = Partial<TuningJob> & { readonly errors: readonly (number | undefined)[] };

/** The section on a lab whose split was written at `rowsWritten`, with a model of that time and these tuning jobs, the newest first. */
async function shownOf(runs: readonly Run[], modelCreated = after): Promise<SectionBody> {
  const jobs = runs.map(({ errors, ...changes }, index) => jobOf(`cmapss-tune-${index}`, errors, changes));
  const sagemaker = fakeSagemaker();
  const lab = fakeLab(
    {
      training: sagemaker.training,
      tuning: {
        list: () => Promise.resolve(jobs.map(({ job }) => job)),
        get: (name) => Promise.resolve(find(name).job),
        trials: (name) => Promise.resolve([...find(name).trials]),
      },
    },
    rowsWritten,
  );
  const find = (name: string) => jobs.find(({ job }) => job.name === name) ?? assert.fail(name);
  lab.put(resourceNames.publishedBucket, `${splitPrefix}split=train/part`);
  sagemaker.jobs.set(model, trainingJob(model, { created: modelCreated }));
  const { signal } = new AbortController();
  let body: SectionBody | undefined;
  await trialsSection.show(resultsOf(lab.context, signal), {}, (shown) => (body = shown), signal);
  return body ?? assert.fail('nothing is shown');
}

function jobOf(name: string, errors: Run['errors'], changes: Partial<TuningJob>) {
  const trials = errors.map((objective, index): TuningTrial => ({
    name: `${name}-${index + 1}`,
    status: objective === undefined ? 'Failed' : 'Completed',
    failureReason: objective === undefined ? 'AlgorithmError: no memory.' : '',
    hyperparameters: { eta: '0.1', max_depth: '6', num_round: '100', min_child_weight: '1', subsample: '1' },
    objective,
    created: before,
    started: before,
    ended: before,
  }));
  const completed = errors.filter((error) => error !== undefined).length;
  const job: TuningJob = {
    name,
    status: 'Completed',
    failureReason: '',
    strategy: 'Random',
    objective: { metric: 'validation:rmse', type: 'Minimize' },
    maxJobs: errors.length,
    maxParallelJobs: 1,
    counts: { completed, inProgress: 0, stopped: 0, failed: errors.length - completed },
    best: undefined,
    instanceType: 'ml.m5.large',
    instances: 1,
    created: after,
    ended: after,
    ...changes,
  };
  return { job, trials };
}

const said = ({ pictures }: SectionBody): string => pictures?.[0]?.sentence ?? '';
const hasRule = ({ pictures }: SectionBody): boolean =>
  pictures?.[0]?.layers.some(({ kind }) => kind === 'rule') ?? false;

describe('the trials of tuning jobs', () => {
  it("stand beside the lab's model where both are of the rows that the split has now", async () => {
    const body = await shownOf([{ errors: [42, 40] }]);
    assert.match(
      said(body),
      /number 2 is best, with 40\.00 cycles\. The lab's own model has 41\.00: tuning gains 1\.00/,
    );
    assert.ok(hasRule(body));
  });

  it('are not compared with a model of other rows: neither older trials, nor an older model', async () => {
    const older = await shownOf([{ errors: [40], created: before }]);
    assert.match(said(older), /cmapss-tune-0 are of older rows .* run the stage "Tune Model"/);
    const model = await shownOf([{ errors: [40] }], before);
    assert.match(said(model), /own model was trained on older rows than these trials/);
    for (const body of [older, model]) {
      assert.doesNotMatch(said(body), /gains|no trial does better/);
      assert.ok(!hasRule(body));
    }
  });

  it('are ranked without those of older rows', async () => {
    const body = await shownOf([{ errors: [42] }, { errors: [30], strategy: 'Bayesian', created: before }]);
    assert.deepEqual(
      body.tables?.[0]?.rows.map(([trial]) => trial),
      ['Random 1'],
    );
    assert.match(said(body), /The lab's own model has 41\.00: no trial does better/);
  });

  it('say how a job ended none of whose trials came to anything, and why', async () => {
    const { note = '' } = await shownOf([
      { errors: [undefined, undefined], status: 'Failed', failureReason: 'All training jobs failed.' },
    ]);
    assert.equal(
      note,
      'The tuning job cmapss-tune-0 failed (All training jobs failed): 0 of 2 trials are done, 2 failed (AlgorithmError: no memory). No trial has told its error: read the logs of their training jobs, then run the stage "Tune Model" again.',
    );
  });

  it('are those of an older job of the strategy where the newest came to nothing', async () => {
    const body = await shownOf([{ errors: [undefined], status: 'Failed' }, { errors: [40] }]);
    assert.match(said(body), /^Of 1 random trials number 1 is best, with 40\.00 cycles/);
  });
});
