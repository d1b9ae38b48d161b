import {
  AthenaClient,
  BatchGetQueryExecutionCommand,
  ListQueryExecutionsCommand,
} from '@aws-sdk/client-athena';
import { GetJobRunsCommand, GlueClient } from '@aws-sdk/client-glue';
import { DescribeTrainingJobCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { connectPractice } from '../../src/aws/connect.ts';
import type { LabAccount } from '../../src/lab/account.ts';
import type { CostKind, CostLine } from '../../src/lab/costs/costLine.ts';
import { labCosts, type LabCosts } from '../../src/lab/costs/labCosts.ts';
import { defaultEvent } from '../../src/lab/event.ts';
import { writeFleet } from '../../src/lab/fleet/writeFleet.ts';
import { runLabDocument, type LabDocument } from '../support/labCommand.ts';
import { clientOf, makeStore, type TestStore } from '../support/practiceProcess.ts';

describe('What a whole lab has cost', function () {
  this.timeout(300_000);
  let folder: string;
  let store: TestStore;
  let account: LabAccount;
  let document: LabDocument;
  let costs: LabCosts;
  const began = Date.now();

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'costs-'));
    await writeFleet(folder, { seed: 3, subsets: ['FD001'] });
    store = makeStore();
    account = await connectPractice({ ...(await store.launch({ pace: 0 })), pace: 0 });
    document = await runLabDocument(['--store', store.folder, '--data', folder]);
    costs = await reckon();
  });
  after(async () => {
    account.close();
    process.kill(store.pid());
    await store.remove();
    rmSync(folder, { recursive: true });
  });

  const reckon = () => labCosts({ account, event: defaultEvent, now: new Date() });
  const linesOf = (kind: CostKind): CostLine[] => costs.lines.filter((line) => line.kind === kind);
  const factsOf = (id: string) => document.stages.find((stage) => stage.id === id)?.facts ?? {};
  const near = (figure: number | undefined, expected: number, off = 1e-9): void =>
    assert.ok(
      figure !== undefined && Math.abs(figure - expected) <= off * Math.max(1, expected),
      `${figure} is not ${expected}`,
    );

  it('has a line for everything that the lab used, all of it known', () => {
    assert.deepEqual(costs.unread, []);
    assert.equal(costs.unpriced, 0);
    const kinds = new Set(costs.lines.map(({ kind }) => kind));
    const used: CostKind[] = [
      'endpoint',
      'notebook',
      'training',
      'jobRun',
      'crawl',
      'stream',
      'query',
      'storage',
    ];
    assert.deepEqual([...kinds], used);
    assert.equal(linesOf('crawl').length, 2);
    assert.equal(linesOf('storage').length, 5);
    assert.ok(costs.soFar > 0.29, 'two crawls alone');
  });

  it('bills training, job runs and queries for what the services themselves say', async () => {
    const training = String(factsOf('train')['trainingJob']);
    const client = clientOf(await store.launch());
    const sagemaker = new SageMakerClient(client);
    const job = await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: training }));
    sagemaker.destroy();
    const [trained] = linesOf('training');
    assert.equal(trained?.name, training);
    near(trained.soFar, ((job.BillableTimeInSeconds ?? NaN) * 0.115) / 3600);

    const glue = new GlueClient(client);
    const { JobRuns = [] } = await glue.send(new GetJobRunsCommand({ JobName: 'calc_rul' }));
    glue.destroy();
    const dpuSeconds = JobRuns.map((run) => Math.max(60, run.ExecutionTime ?? 0) * (run.MaxCapacity ?? NaN));
    near(linesOf('jobRun')[0]?.soFar, (dpuSeconds.reduce((sum, one) => sum + one) / 3600) * 0.44);

    const athena = new AthenaClient(client);
    const { QueryExecutionIds = [] } = await athena.send(new ListQueryExecutionsCommand({}));
    const { QueryExecutions = [] } = await athena.send(
      new BatchGetQueryExecutionCommand({ QueryExecutionIds }),
    );
    athena.destroy();
    const succeeded = QueryExecutions.filter(({ Status }) => Status?.State === 'SUCCEEDED');
    assert.ok(succeeded.length >= 3);
    near(linesOf('query')[0]?.soFar, (succeeded.length * 10e6 * 5) / 1e12);
  });

  it('bills the stream for each line, as near as the start of an object tells', () => {
    const [stream] = linesOf('stream');
    const lines = Number(factsOf('publish')['lines']);
    assert.ok(lines > 10_000);
    near(stream?.soFar, (lines * 5120 * 0.029) / 1e9, 0.02);
  });

  it('goes on for the endpoint until it is deleted, and does not call one idle that was just asked', async () => {
    const [endpoint] = linesOf('endpoint');
    assert.ok(endpoint);
    assert.equal(endpoint.name, factsOf('deploy')['endpoint']);
    assert.equal(endpoint.perHour, 0.056);
    const later = await reckon();
    const same = later.lines.find(({ name }) => name === endpoint.name);
    assert.ok((same?.soFar ?? 0) > (endpoint.soFar ?? 0));
    assert.deepEqual(later.idle, []);
    const { endpoints, metrics } = account.ports;
    const { variant = '' } = (await endpoints.config(endpoint.name)) ?? {};
    const within = { since: new Date(Date.now() - 3_600_000), until: new Date() };
    const asked = await metrics.lastInvocation({ name: endpoint.name, variant }, within);
    assert.ok(asked && asked.getTime() > began - 60_000, 'the lab itself has asked it for predictions');
    assert.equal(await metrics.lastInvocation({ name: 'cmapss-of-nobody', variant }, within), undefined);
    await account.ports.endpoints.delete(endpoint.name);
    const after = await reckon();
    assert.ok(!after.lines.some(({ kind }) => kind === 'endpoint'));
    assert.ok(after.perHour < later.perHour);
  });
});
