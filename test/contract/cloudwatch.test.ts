import assert from 'node:assert/strict';
import { CloudWatch, type Dimension, type Statistic } from '@aws-sdk/client-cloudwatch';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerRuntime } from '@aws-sdk/client-sagemaker-runtime';
import { startTestAccount, type TestAccount } from '../support/practice.ts';
import { putTrainingData, serve } from '../support/sagemaker.ts';

const Namespace = 'AWS/SageMaker';
const hour = 3_600_000;
const names = [
  'Invocation4XXErrors',
  'Invocation5XXErrors',
  'InvocationModelErrors',
  'Invocations',
  'ModelLatency',
];

describe('CloudWatch', () => {
  let account: TestAccount;
  let cloudwatch: CloudWatch;
  const dimensions = (endpoint = 'served'): Dimension[] => [
    { Name: 'EndpointName', Value: endpoint },
    { Name: 'VariantName', Value: 'AllTraffic' },
  ];
  before(async () => {
    account = await startTestAccount();
    cloudwatch = new CloudWatch(account.client);
    await putTrainingData(new S3Client(account.client));
    await serve(account, 'served');
    const runtime = new SageMakerRuntime(account.client);
    const invoke = (ContentType: string, EndpointName = 'served') =>
      runtime.invokeEndpoint({ EndpointName, ContentType, Body: Buffer.from('1,2,3,4\n') });
    await invoke('text/csv');
    await invoke('text/csv');
    await assert.rejects(invoke('text/libsvm'), { name: 'ModelError' });
    await assert.rejects(invoke('text/csv', 'none'), { name: 'ValidationError' });
  });
  after(() => account.close());

  const times = () => ({ StartTime: new Date(Date.now() - hour), EndTime: new Date(Date.now() + 60_000) });
  const statistics = (MetricName: string, Statistics: Statistic[], more: object = {}) =>
    cloudwatch.getMetricStatistics({
      Namespace,
      MetricName,
      Dimensions: dimensions(),
      ...times(),
      // A day: what was counted in two minutes comes as one.
      Period: 86_400,
      Statistics,
      ...more,
    });

  it('counts the invocations of an endpoint’s variant, its errors and how long it took', async () => {
    const { Label, Datapoints } = await statistics('Invocations', [
      'Sum',
      'SampleCount',
      'Average',
      'Minimum',
      'Maximum',
    ]);
    assert.equal(Label, 'Invocations');
    const [{ Timestamp, ...values } = {}] = Datapoints ?? [];
    assert.deepEqual(values, { Sum: 3, SampleCount: 3, Average: 1, Minimum: 1, Maximum: 1, Unit: 'None' });
    assert.equal((Timestamp?.getTime() ?? 1) % 86_400_000, 0);
    const sumOf = async (name: string) => (await statistics(name, ['Sum'])).Datapoints?.[0]?.Sum;
    assert.equal(await sumOf('Invocation4XXErrors'), 1);
    assert.equal(await sumOf('Invocation5XXErrors'), 0);
    assert.equal(await sumOf('InvocationModelErrors'), 1);
    const { Datapoints: latency } = await statistics('ModelLatency', ['Average']);
    assert.equal(latency?.[0]?.Unit, 'Microseconds');
    assert.ok((latency[0].Average ?? 0) > 0);
  });

  it('keeps them over a restart, by the minute', async () => {
    await account.restart();
    const { Datapoints = [] } = await statistics('Invocations', ['Sum'], { Period: 60 });
    assert.equal(
      Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0),
      3,
    );
    for (const { Timestamp } of Datapoints) {
      assert.equal((Timestamp?.getTime() ?? 1) % 60_000, 0);
      assert.ok(Math.abs(Date.now() - (Timestamp?.getTime() ?? 0)) < hour);
    }
  });

  it('gives nothing for other endpoints, other times and other units', async () => {
    const none = async (more: object) =>
      assert.deepEqual((await statistics('Invocations', ['Sum'], more)).Datapoints, []);
    await none({ Dimensions: dimensions('other') });
    await none({ Dimensions: dimensions().slice(0, 1) });
    await none({ Namespace: 'AWS/Glue' });
    await none({ Unit: 'Seconds' });
    await none({ StartTime: new Date(Date.now() - 2 * hour), EndTime: new Date(Date.now() - hour) });
  });

  it('gives the values of several metrics at once, in the order asked for', async () => {
    const query = (Id: string, MetricName: string, Stat: string) => ({
      Id,
      MetricStat: { Metric: { Namespace, MetricName, Dimensions: dimensions() }, Period: 86_400, Stat },
    });
    const { MetricDataResults: results = [] } = await cloudwatch.getMetricData({
      ...times(),
      ScanBy: 'TimestampAscending',
      MetricDataQueries: [
        { ...query('calls', 'Invocations', 'Sum'), Label: 'all calls' },
        query('errors', 'Invocation4XXErrors', 'Maximum'),
        { ...query('hidden', 'Invocations', 'Sum'), ReturnData: false },
      ],
    });
    assert.deepEqual(
      results.map(({ Id, Label, Values, StatusCode }) => [Id, Label, Values, StatusCode]),
      [
        ['calls', 'all calls', [3], 'Complete'],
        ['errors', 'Invocation4XXErrors', [1], 'Complete'],
      ],
    );
    assert.equal(results[0]?.Timestamps?.length, 1);
  });

  it('lists its metrics, by namespace, name and dimensions', async () => {
    const listed = async (asked: object) =>
      ((await cloudwatch.listMetrics(asked)).Metrics ?? []).map(({ MetricName }) => MetricName);
    assert.deepEqual(await listed({ Namespace }), names);
    assert.deepEqual(await listed({ RecentlyActive: 'PT3H' }), names);
    assert.deepEqual(await listed({ MetricName: 'Invocations', Dimensions: [{ Name: 'EndpointName' }] }), [
      'Invocations',
    ]);
    assert.deepEqual(await listed({ Dimensions: [{ Name: 'EndpointName', Value: 'other' }] }), []);
    assert.deepEqual(await listed({ Namespace: 'AWS/Glue' }), []);
    const { Metrics } = await cloudwatch.listMetrics({ MetricName: 'Invocations' });
    assert.deepEqual(Metrics, [{ Namespace, MetricName: 'Invocations', Dimensions: dimensions() }]);
    await assert.rejects(cloudwatch.listMetrics({ NextToken: 'x' }), { message: /NextToken/ });
  });

  it('refuses what it is not asked rightly, and what it does not do, by name', async () => {
    const bad = async (more: object, message: RegExp) =>
      assert.rejects(statistics('Invocations', ['Sum'], more), { message });
    await bad({ EndTime: new Date(0) }, /StartTime must be less than/);
    await bad({ Period: 30 }, /Period must be a multiple of 60/);
    await bad({ Statistics: [] }, /At least one of the parameters/);
    await bad({ Statistics: ['Median'] }, /Median/);
    await bad({ Period: 60, StartTime: new Date(Date.now() - 48 * hour) }, /exceeds the limit of 1440/);
    await bad({ ExtendedStatistics: ['p99'] }, /ExtendedStatistics/);
    const data = async (query: object, message: RegExp) =>
      assert.rejects(cloudwatch.getMetricData({ ...times(), MetricDataQueries: [{ Id: 'a', ...query }] }), {
        message,
      });
    const Metric = { Namespace, MetricName: 'Invocations', Dimensions: dimensions() };
    await data({ Expression: 'a + 1' }, /does not do expressions.*a \+ 1/);
    await data({}, /must have a MetricStat/);
    await data({ MetricStat: { Metric, Period: 60, Stat: 'p99' } }, /does not do the statistic p99/);
    await data({ Id: 'A', MetricStat: { Metric, Period: 60, Stat: 'Sum' } }, /Invalid metric query id "A"/);
    const twice = { Id: 'a', MetricStat: { Metric, Period: 60, Stat: 'Sum' } };
    await assert.rejects(cloudwatch.getMetricData({ ...times(), MetricDataQueries: [twice, twice] }), {
      message: /not unique/,
    });
    await assert.rejects(cloudwatch.putMetricData({ Namespace: 'x' }), { name: 'UnknownOperationException' });
  });
});
