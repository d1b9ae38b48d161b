import assert from 'node:assert/strict';
import type { Progress } from '../../../../src/lab/progress.ts';
import { runStage, type Outcome } from '../../../../src/lab/runStage.ts';
import { StageError } from '../../../../src/lab/stage.ts';
import { cleanUp } from '../../../../src/lab/stages/cleanUp.ts';
import { deploy } from '../../../../src/lab/stages/deploy.ts';
import { train } from '../../../../src/lab/stages/train.ts';
import { fakeLab, role, splitPrefix, type FakeLab } from '../../../support/fakeLab.ts';
import { resourceNames } from '../../../support/fakeResources.ts';
import { fakeSagemaker, trainingJob, type FakeSagemaker } from '../../../support/fakeSagemaker.ts';

const quiet = (): void => undefined;
const signal = new AbortController().signal;

function labOver(sagemaker: FakeSagemaker, lastModified?: Date): FakeLab {
  const logs = { streams: () => Promise.resolve([]) };
  return fakeLab({ training: sagemaker.training, endpoints: sagemaker.endpoints, logs }, lastModified);
}

function failure(outcome: Outcome): StageError {
  assert.ok(outcome.kind === 'failed' && outcome.reason instanceof StageError, JSON.stringify(outcome));
  return outcome.reason;
}

describe('train', () => {
  it('trains on both sides of the split, gzipped, as the role of the notebook instance', async () => {
    const sagemaker = fakeSagemaker();
    const outcome = await runStage(train, labOver(sagemaker).context, quiet, signal);
    assert.ok(outcome.kind === 'done' && outcome.ran);
    assert.equal(outcome.facts.validationRmse, 41);
    const [request] = sagemaker.requests;
    assert.deepEqual(
      request?.channels.map(({ name, uri, compression }) => [name, /split=.*$/.exec(uri)?.[0], compression]),
      [
        ['train', 'split=train/', 'Gzip'],
        ['validation', 'split=validation/', 'Gzip'],
      ],
    );
    assert.equal(request.role, role);
    assert.equal(request.inputMode, 'Pipe');
    assert.equal(request.hyperparameters['max_depth'], '5');
  });

  it('follows a training job that is under way instead of starting a second one', async () => {
    const sagemaker = fakeSagemaker();
    sagemaker.jobs.set(
      'cmapss-20250131-1401-7f3a9c',
      trainingJob('cmapss-20250131-1401-7f3a9c', { status: 'InProgress' }),
    );
    const outcome = await runStage(train, labOver(sagemaker).context, quiet, signal);
    assert.ok(outcome.kind === 'done');
    assert.equal(outcome.facts.trainingJob, 'cmapss-20250131-1401-7f3a9c');
    assert.deepEqual(sagemaker.requests, []);
  });

  it('passes over jobs of others, and over those older than the rows of the split', async () => {
    const sagemaker = fakeSagemaker();
    // Somebody's, a trial of a tuning job, and a capped model.
    for (const name of [
      'other',
      'cmapss-tune-20250131-1401-7f3a9c-001-0a1b2c3d',
      'cmapss-capped-fd001-plain-20250131-1401-7f3a9c',
    ]) {
      sagemaker.jobs.set(name, trainingJob(name));
    }
    const none = await train.check(labOver(sagemaker).context);
    assert.ok(!none.done);
    assert.equal(none.reason, 'No training job of the lab has completed yet.');
    sagemaker.jobs.set(
      'cmapss-20250131-1401-7f3a9c',
      trainingJob('cmapss-20250131-1401-7f3a9c', { created: new Date(1000) }),
    );
    const lab = labOver(sagemaker, new Date(2000));
    lab.put(resourceNames.publishedBucket, `${splitPrefix}split=train/part`);
    const old = await train.check(lab.context);
    assert.ok(!old.done);
    assert.equal(
      old.reason,
      'The training job cmapss-20250131-1401-7f3a9c is older than the rows of the split.',
    );
  });

  it('is not done by a job without a validation error', async () => {
    const sagemaker = fakeSagemaker();
    sagemaker.jobs.set(
      'cmapss-20250131-1401-7f3a9c',
      trainingJob('cmapss-20250131-1401-7f3a9c', { metrics: {} }),
    );
    const check = await train.check(labOver(sagemaker).context);
    assert.ok(!check.done && check.reason.includes('reports no validation:rmse'));
  });

  it('fails with what SageMaker says about a job that failed', async () => {
    const sagemaker = fakeSagemaker({ status: 'Failed', failureReason: 'AlgorithmError: bad label' });
    const error = failure(await runStage(train, labOver(sagemaker).context, quiet, signal));
    assert.match(error.message, /^The training job cmapss-\S+ ended Failed: AlgorithmError: bad label\.$/);
  });
});

describe('deploy', () => {
  const trained = (): FakeSagemaker => {
    const sagemaker = fakeSagemaker();
    sagemaker.jobs.set('cmapss-20250131-1401-7f3a9c', trainingJob('cmapss-20250131-1401-7f3a9c'));
    return sagemaker;
  };

  it('cannot without a model, and says so', async () => {
    const error = failure(await runStage(deploy, labOver(fakeSagemaker()).context, quiet, signal));
    assert.equal(error.fix, 'Train the model first.');
  });

  it('makes model, configuration and endpoint, and waits until it serves', async () => {
    const sagemaker = trained();
    const outcome = await runStage(deploy, labOver(sagemaker).context, quiet, signal);
    assert.deepEqual(outcome, {
      kind: 'done',
      ran: true,
      facts: { endpoint: 'cmapss-20250131-1401-7f3a9c', instanceType: 'ml.t2.medium' },
    });
    assert.deepEqual(sagemaker.calls, ['createModel', 'createConfig ml.t2.medium', 'createEndpoint']);
  });

  it('follows an endpoint that is being made', async () => {
    const sagemaker = trained();
    // It is looked at by the check, and by the run before it is followed.
    let looks = 0;
    const get: FakeSagemaker['endpoints']['get'] = async (name) => {
      const endpoint = await sagemaker.endpoints.get(name);
      if (!endpoint || (looks += 1) > 2) return endpoint;
      return { ...endpoint, status: 'Creating' };
    };
    await runStage(deploy, labOver(sagemaker).context, quiet, signal);
    const { context } = labOver({ ...sagemaker, endpoints: { ...sagemaker.endpoints, get } });
    sagemaker.calls.length = 0;
    assert.equal((await runStage(deploy, context, quiet, signal)).kind, 'done');
    assert.deepEqual(sagemaker.calls, []);
  });

  it('makes one endpoint where two labs come at the same moment', async () => {
    const sagemaker = trained();
    const { context } = labOver(sagemaker);
    const outcomes = await Promise.all([1, 2].map(() => runStage(deploy, context, quiet, signal)));
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['done', 'done'],
    );
    assert.deepEqual(sagemaker.calls, ['createModel', 'createConfig ml.t2.medium', 'createEndpoint']);
  });

  it('says why an endpoint does not serve, and replaces it', async () => {
    const sagemaker = trained();
    const { context } = labOver(sagemaker);
    await runStage(deploy, context, quiet, signal);
    sagemaker.served.set('cmapss-20250131-1401-7f3a9c', {
      status: 'Failed',
      config: 'cmapss-20250131-1401-7f3a9c',
    });
    const check = await deploy.check(context);
    assert.ok(!check.done);
    assert.equal(check.reason, 'The endpoint cmapss-20250131-1401-7f3a9c is Failed: no reason.');
    sagemaker.calls.length = 0;
    assert.equal((await runStage(deploy, context, quiet, signal)).kind, 'done');
    assert.deepEqual(sagemaker.calls, [
      'deleteEndpoint',
      'deleteConfig',
      'createConfig ml.t2.medium',
      'createEndpoint',
    ]);
  });

  it('deploys anew when asked, and after the model was trained anew', async () => {
    const sagemaker = trained();
    const { context } = labOver(sagemaker);
    await runStage(deploy, context, quiet, signal);
    sagemaker.calls.length = 0;
    await runStage(deploy, context, quiet, signal, { again: true });
    assert.ok(sagemaker.calls.includes('deleteEndpoint'));
    sagemaker.jobs.set(
      'cmapss-20250131-1402-7f3a9c',
      trainingJob('cmapss-20250131-1402-7f3a9c', { created: new Date(Date.now() + 1000) }),
    );
    const check = await deploy.check(context);
    assert.ok(
      !check.done && check.reason === 'No endpoint serves the model of cmapss-20250131-1402-7f3a9c yet.',
    );
  });
});

describe('cleanUp', () => {
  it('names what costs money, deletes what the lab made, and leaves the notebook instance alone', async () => {
    const sagemaker = fakeSagemaker();
    sagemaker.jobs.set('cmapss-20250131-1401-7f3a9c', trainingJob('cmapss-20250131-1401-7f3a9c'));
    const { context } = labOver(sagemaker);
    await runStage(deploy, context, quiet, signal);
    sagemaker.jobs.set(
      'cmapss-20250131-1402-7f3a9c',
      trainingJob('cmapss-20250131-1402-7f3a9c', { status: 'InProgress' }),
    );
    const check = await cleanUp.check(context);
    assert.ok(!check.done);
    assert.equal(
      check.reason,
      'These cost money still: endpoint cmapss-20250131-1401-7f3a9c (InService), training job cmapss-20250131-1402-7f3a9c (InProgress).',
    );
    sagemaker.calls.length = 0;
    assert.deepEqual(await runStage(cleanUp, context, quiet, signal), {
      kind: 'done',
      ran: true,
      facts: { running: 0, kept: ['notebook instance notebook (InService)'] },
    });
    assert.deepEqual(sagemaker.calls, [
      'deleteEndpoint',
      'stop cmapss-20250131-1402-7f3a9c',
      'deleteConfig',
      'deleteModel',
    ]);
  });

  it('waits for an endpoint that is being made: SageMaker deletes none before', async () => {
    const sagemaker = fakeSagemaker();
    const name = 'cmapss-20250131-1401-7f3a9c';
    sagemaker.served.set(name, { status: 'Creating', config: name });
    const told: string[] = [];
    const onProgress = (progress: Progress): void => {
      if (progress.kind === 'step') told.push(progress.text);
    };
    const outcome = await runStage(cleanUp, labOver(sagemaker).context, onProgress, signal);
    assert.equal(outcome.kind, 'done');
    assert.deepEqual(sagemaker.calls, ['deleteEndpoint']);
    assert.ok(told.includes(`The endpoint ${name} is Creating: it can be deleted afterwards`));
  });

  it('deletes a model that no endpoint serves, as a batch transform needs one', async () => {
    const sagemaker = fakeSagemaker();
    const name = 'cmapss-capped-fd001-plain-20250131-1401-7f3a9c';
    await sagemaker.endpoints.createModel({ name, image: '', modelData: '', role: '' });
    const { context } = labOver(sagemaker);
    const check = await cleanUp.check(context);
    assert.ok(!check.done);
    assert.equal(check.reason, `These are left, though they cost nothing: model ${name}.`);
    assert.equal((await runStage(cleanUp, context, quiet, signal)).kind, 'done');
    assert.deepEqual(await sagemaker.endpoints.models(''), []);
  });

  it('counts a notebook instance from when it starts until it is stopped', async () => {
    for (const [status, kept] of [
      ['Pending', ['notebook instance notebook (Pending)']],
      ['Stopping', []],
      ['Stopped', []],
    ] as const) {
      const { training, endpoints } = fakeSagemaker();
      const notebooks = { list: () => Promise.resolve([{ name: 'notebook', status }]) };
      const { context } = fakeLab({ training, endpoints, notebooks });
      const check = await cleanUp.check(context);
      assert.deepEqual(check.done && check.facts.kept, kept);
    }
  });

  it("leaves models, configurations, endpoints and training jobs that are somebody else's", async () => {
    const sagemaker = fakeSagemaker();
    const { endpoints } = sagemaker;
    await endpoints.createModel({ name: 'theirs', image: '', modelData: '', role: '' });
    await endpoints.createConfig({ name: 'theirs', model: 'theirs', instanceType: '' });
    await endpoints.create({ name: 'theirs', config: 'theirs' });
    sagemaker.jobs.set('theirs', trainingJob('theirs', { status: 'InProgress' }));
    sagemaker.jobs.set(
      'cmapss-20250131-1401-7f3a9c',
      trainingJob('cmapss-20250131-1401-7f3a9c', { status: 'InProgress' }),
    );
    sagemaker.calls.length = 0;
    const { context } = labOver(sagemaker);
    assert.equal((await runStage(cleanUp, context, quiet, signal)).kind, 'done');
    assert.deepEqual(sagemaker.calls, ['stop cmapss-20250131-1401-7f3a9c']);
  });
});
