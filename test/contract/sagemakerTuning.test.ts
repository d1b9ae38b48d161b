import assert from 'node:assert/strict';
import {
  CreateHyperParameterTuningJobCommand,
  DeleteHyperParameterTuningJobCommand,
  DescribeHyperParameterTuningJobCommand,
  DescribeTrainingJobCommand,
  ListHyperParameterTuningJobsCommand,
  ListTagsCommand,
  ListTrainingJobsForHyperParameterTuningJobCommand,
  SageMakerClient,
  StopHyperParameterTuningJobCommand,
  type HyperParameterTrainingJobSummary,
  type ListTrainingJobsForHyperParameterTuningJobRequest,
} from '@aws-sdk/client-sagemaker';
import { S3Client } from '@aws-sdk/client-s3';
import { startTestAccount, type TestAccount } from '../support/practice.ts';
import { channel, endOfTuning, putTrainingData, tuningRequest } from '../support/sagemaker.ts';

const endless = { StaticHyperParameters: { num_round: '1000000' } };
const deep = {
  ParameterRanges: { IntegerParameterRanges: [{ Name: 'max_depth', MinValue: '6', MaxValue: '10' }] },
};

describe('SageMaker hyperparameter tuning jobs', () => {
  let account: TestAccount;
  let client: SageMakerClient;
  before(async () => {
    account = await startTestAccount();
    client = new SageMakerClient(account.client);
    await putTrainingData(new S3Client(account.client));
  });
  after(() => account.close());

  const create = (...request: Parameters<typeof tuningRequest>) =>
    client.send(new CreateHyperParameterTuningJobCommand(tuningRequest(...request)));
  const description = (HyperParameterTuningJobName: string) =>
    client.send(new DescribeHyperParameterTuningJobCommand({ HyperParameterTuningJobName }));
  const trialsOf = async (
    HyperParameterTuningJobName: string,
    how: Partial<ListTrainingJobsForHyperParameterTuningJobRequest> = {},
  ): Promise<HyperParameterTrainingJobSummary[]> => {
    const reply = await client.send(
      new ListTrainingJobsForHyperParameterTuningJobCommand({
        HyperParameterTuningJobName,
        MaxResults: 100,
        ...how,
      }),
    );
    return reply.TrainingJobSummaries ?? [];
  };
  const stop = (HyperParameterTuningJobName: string) =>
    client.send(new StopHyperParameterTuningJobCommand({ HyperParameterTuningJobName }));
  const objective = (trial: HyperParameterTrainingJobSummary) =>
    trial.FinalHyperParameterTuningJobObjectiveMetric?.Value ?? NaN;

  describe('a job that completes', () => {
    const name = 'Tunes-1';
    before(async () => {
      await create(name, {}, {}, { Tags: [{ Key: 'team', Value: 'lab' }] });
      await endOfTuning(client, name);
    });

    it('counts its training jobs and knows the best of them', async () => {
      const job = await description(name);
      assert.equal(job.HyperParameterTuningJobStatus, 'Completed');
      assert.equal(
        job.HyperParameterTuningJobArn,
        'arn:aws:sagemaker:us-east-1:123456789012:hyper-parameter-tuning-job/tunes-1',
      );
      assert.deepEqual(job.TrainingJobStatusCounters, {
        Completed: 4,
        InProgress: 0,
        RetryableError: 0,
        NonRetryableError: 0,
        Stopped: 0,
      });
      assert.deepEqual(job.ObjectiveStatusCounters, { Succeeded: 4, Pending: 0, Failed: 0 });
      assert.ok(job.HyperParameterTuningEndTime);
      const trials = await trialsOf(name);
      const least = Math.min(...trials.map(objective));
      assert.equal(objective(job.BestTrainingJob!), least);
      assert.equal(job.TrainingJobDefinition?.StaticHyperParameters?.['num_round'], '10');
    });

    it('leaves real training jobs, named and marked after it', async () => {
      const trials = await trialsOf(name);
      assert.equal(trials.length, 4);
      for (const [index, trial] of trials.entries()) {
        assert.match(trial.TrainingJobName ?? '', new RegExp(`^${name}-00${index + 1}-[0-9a-f]{8}$`));
        const tuned = trial.TunedHyperParameters ?? {};
        assert.deepEqual(Object.keys(tuned).sort(), ['eta', 'grow_policy', 'max_depth']);
        assert.ok(Number(tuned['eta']) >= 0.01 && Number(tuned['eta']) <= 0.9);
        assert.match(tuned['max_depth'] ?? '', /^[2-5]$/);
        const job = await client.send(
          new DescribeTrainingJobCommand({ TrainingJobName: trial.TrainingJobName }),
        );
        assert.equal(job.TrainingJobStatus, 'Completed');
        assert.match(job.TuningJobArn ?? '', /hyper-parameter-tuning-job\/tunes-1$/);
        assert.deepEqual(job.HyperParameters, {
          num_round: '10',
          objective: 'reg:squarederror',
          ...tuned,
          _tuning_objective_metric: 'validation:rmse',
        });
        const metric = job.FinalMetricDataList?.find(({ MetricName }) => MetricName === 'validation:rmse');
        assert.equal(objective(trial), metric?.Value);
        assert.equal(trial.ObjectiveStatus, 'Succeeded');
        const { Tags } = await client.send(new ListTagsCommand({ ResourceArn: job.TrainingJobArn }));
        assert.deepEqual(Tags, [{ Key: 'team', Value: 'lab' }]);
      }
    });

    it('lists them by objective and state, in pages', async () => {
      const byValue = (await trialsOf(name, { SortBy: 'FinalObjectiveMetricValue' })).map(objective);
      assert.deepEqual(
        byValue,
        [...byValue].sort((a, b) => a - b),
      );
      assert.deepEqual(await trialsOf(name, { StatusEquals: 'Failed' }), []);
      assert.equal((await trialsOf(name, { MaxResults: 3 })).length, 3);
    });

    it('gives its name to no other, and is listed until it is deleted', async () => {
      await assert.rejects(create(name), { name: 'ResourceInUse', message: /must be unique/ });
      const list = async () => {
        const reply = await client.send(new ListHyperParameterTuningJobsCommand({ NameContains: 'Tunes' }));
        return reply.HyperParameterTuningJobSummaries ?? [];
      };
      const [listed] = await list();
      assert.deepEqual(
        [
          listed?.HyperParameterTuningJobStatus,
          listed?.Strategy,
          listed?.TrainingJobStatusCounters?.Completed,
        ],
        ['Completed', 'Random', 4],
      );
      await assert.rejects(stop(name), { name: 'ValidationException', message: /in status Completed/ });
      const [trial] = await trialsOf(name);
      await client.send(new DeleteHyperParameterTuningJobCommand({ HyperParameterTuningJobName: name }));
      assert.deepEqual(await list(), []);
      await assert.rejects(description(name), { name: 'ResourceNotFound' });
      // Its training jobs stay.
      await client.send(new DescribeTrainingJobCommand({ TrainingJobName: trial?.TrainingJobName }));
    });
  });

  it('chooses the same hyperparameters with the same seed', async () => {
    const chosen = async (name: string, RandomSeed: number) => {
      await create(name, { RandomSeed });
      await endOfTuning(client, name);
      return (await trialsOf(name)).map(({ TunedHyperParameters }) => TunedHyperParameters);
    };
    const first = await chosen('seed-a', 7);
    assert.deepEqual(await chosen('seed-b', 7), first);
    assert.notDeepEqual(await chosen('seed-c', 8), first);
  });

  it('learns from its training jobs by the Bayesian strategy, one that computes another metric too', async () => {
    await create(
      'bayes',
      {
        Strategy: 'Bayesian',
        HyperParameterTuningJobObjective: { Type: 'Maximize', MetricName: 'validation:r2' },
        ResourceLimits: { MaxNumberOfTrainingJobs: 9, MaxParallelTrainingJobs: 2 },
      },
      {},
    );
    const job = await endOfTuning(client, 'bayes');
    assert.equal(job.HyperParameterTuningJobStatus, 'Completed');
    const values = (await trialsOf('bayes')).map(objective);
    assert.equal(values.length, 9);
    assert.equal(objective(job.BestTrainingJob!), Math.max(...values));
    // After four by chance the others come near the best: eta as large as it may be, with so few rounds.
    assert.ok(Math.max(...values.slice(4)) >= Math.max(...values.slice(0, 4)));
  });

  it('runs so many training jobs at once as it may, and stops them when asked', async () => {
    await create('stops', { ...deep, Strategy: 'Random' }, endless);
    const deadline = Date.now() + 20_000;
    while ((await trialsOf('stops')).filter(({ TrainingStartTime }) => TrainingStartTime).length < 2)
      assert.ok(Date.now() < deadline);
    const running = await description('stops');
    assert.equal(running.TrainingJobStatusCounters?.InProgress, 2);
    assert.equal(running.ObjectiveStatusCounters?.Pending, 2);
    await stop('stops');
    const job = await endOfTuning(client, 'stops');
    assert.equal(job.HyperParameterTuningJobStatus, 'Stopped');
    assert.deepEqual(
      (await trialsOf('stops')).map(({ TrainingJobStatus }) => TrainingJobStatus),
      ['Stopped', 'Stopped'],
    );
    assert.equal(job.TrainingJobStatusCounters?.Stopped, 2);
    assert.equal(job.BestTrainingJob, undefined);
  });

  it('counts a training job that fails, and goes on', async () => {
    // Labels above 1 cannot be trained by reg:logistic.
    await create(
      'some-fail',
      {
        ResourceLimits: { MaxNumberOfTrainingJobs: 2, MaxParallelTrainingJobs: 1 },
        ParameterRanges: {
          CategoricalParameterRanges: [{ Name: 'objective', Values: ['reg:squarederror', 'reg:logistic'] }],
        },
      },
      { StaticHyperParameters: { num_round: '2' } },
    );
    const job = await endOfTuning(client, 'some-fail');
    assert.equal(job.HyperParameterTuningJobStatus, 'Completed');
    assert.deepEqual(
      [job.TrainingJobStatusCounters?.Completed, job.TrainingJobStatusCounters?.NonRetryableError],
      [1, 1],
    );
    assert.deepEqual([job.ObjectiveStatusCounters?.Succeeded, job.ObjectiveStatusCounters?.Failed], [1, 1]);
  });

  it('fails when no training job succeeds, or none has the objective', async () => {
    await create('all-fail', {}, { InputDataConfig: [channel('validation')] });
    const failed = await endOfTuning(client, 'all-fail');
    assert.deepEqual(
      [failed.HyperParameterTuningJobStatus, failed.FailureReason],
      [
        'Failed',
        'No training job succeeded after 4 attempts. Please take a look at the training job failures to get more details.',
      ],
    );
    await create('no-metric', {}, { InputDataConfig: [channel('train')] });
    assert.match((await endOfTuning(client, 'no-metric')).FailureReason ?? '', /^No objective metrics found/);
  });

  it('ends Failed with the reason when the account stopped under it', async () => {
    await create('unfinished', deep, endless);
    await account.restart();
    const job = await endOfTuning(client, 'unfinished');
    assert.equal(job.HyperParameterTuningJobStatus, 'Failed');
    assert.match(job.FailureReason ?? '', /the practice account was stopped/);
    assert.equal(job.TrainingJobStatusCounters?.InProgress, 0);
  });
});
