import { Glue, type Action, type Condition, type Node, type WorkflowRun } from '@aws-sdk/client-glue';
import { S3 } from '@aws-sdk/client-s3';
import assert from 'node:assert/strict';
import { startTestAccount, type TestAccount } from '../support/practice.ts';
import { until } from '../support/practiceProcess.ts';

const watch = (target: Partial<Condition>): Condition => ({ LogicalOperator: 'EQUALS', ...target });

describe("runs of Glue's workflows", () => {
  let account: TestAccount;
  let glue: Glue;
  before(async () => {
    account = await startTestAccount({ pace: 0.02 });
    glue = new Glue(account.client);
    const s3 = new S3(account.client);
    await s3.createBucket({ Bucket: 'aws-glue-scripts' });
    const scripts = {
      good:
        'import sys\nfrom awsglue.utils import getResolvedOptions\n' +
        "print(getResolvedOptions(sys.argv, ['WORKFLOW_NAME', 'WORKFLOW_RUN_ID', 'colour']))\n",
      bad: 'raise ValueError("no such column")\n',
      endless: 'while True: pass\n',
    };
    for (const [name, Body] of Object.entries(scripts)) {
      await s3.putObject({ Bucket: 'aws-glue-scripts', Key: `${name}.py`, Body });
      await glue.createJob({
        Name: name,
        Role: 'Glue',
        Command: { Name: 'glueetl', ScriptLocation: `s3://aws-glue-scripts/${name}.py` },
      });
    }
    s3.destroy();
    for (const Name of ['before', 'after', 'aside']) {
      await glue.createCrawler({
        Name,
        Role: 'Glue',
        DatabaseName: 'lake',
        Targets: { S3Targets: [{ Path: 's3://aws-glue-scripts/none' }] },
      });
    }
  });
  after(async () => {
    glue.destroy();
    await account.close();
  });

  /** A workflow of a start and of triggers that wait, all activated. */
  const workflow = async (
    Name: string,
    start: Action[],
    waiting: Record<string, { when: Condition[]; logical?: 'AND' | 'ANY'; actions: Action[] }> = {},
  ): Promise<void> => {
    await glue.createWorkflow({ Name });
    await glue.createTrigger({
      Name: `${Name}/start`,
      WorkflowName: Name,
      Type: 'ON_DEMAND',
      Actions: start,
    });
    for (const [trigger, { when, logical = 'AND', actions }] of Object.entries(waiting)) {
      await glue.createTrigger({
        Name: `${Name}/${trigger}`,
        WorkflowName: Name,
        Type: 'CONDITIONAL',
        Predicate: { Logical: logical, Conditions: when },
        Actions: actions,
        StartOnCreation: true,
      });
    }
  };
  const runOf = async (Name: string, RunId: string): Promise<WorkflowRun> =>
    (await glue.getWorkflowRun({ Name, RunId, IncludeGraph: true })).Run!;
  const ended = async (Name: string, RunId: string): Promise<WorkflowRun> => {
    await until('the run ended', async () => (await runOf(Name, RunId)).CompletedOn !== undefined);
    return runOf(Name, RunId);
  };
  const ran = async (Name: string): Promise<WorkflowRun> =>
    ended(Name, (await glue.startWorkflowRun({ Name })).RunId!);
  const node = (run: WorkflowRun, Name: string): Node =>
    run.Graph!.Nodes!.find((each) => each.Name === Name)!;
  const crawlState = (run: WorkflowRun, name: string) => node(run, name).CrawlerDetails?.Crawls?.[0]?.State;
  const jobState = (run: WorkflowRun, name: string) => node(run, name).JobDetails?.JobRuns?.[0]?.JobRunState;
  const jobEnded = (JobName: string, State: Condition['State']) => watch({ JobName, State });
  const crawled = (CrawlerName: string) => watch({ CrawlerName, CrawlState: 'SUCCEEDED' });

  it('runs crawler, job and crawler after each other, and shows them in its graph', async () => {
    const colour = { '--colour': 'blue' };
    await workflow('chain', [{ CrawlerName: 'before' }], {
      job: { when: [crawled('before')], actions: [{ JobName: 'good', Arguments: colour, Timeout: 7 }] },
      last: { when: [jobEnded('good', 'SUCCEEDED')], actions: [{ CrawlerName: 'after' }] },
    });
    const { RunId } = await glue.startWorkflowRun({ Name: 'chain', RunProperties: { a: 'b' } });
    assert.match(RunId!, /^wr_[0-9a-f]{64}$/);
    const seen = new Set<string>();
    await until('the run ended', async () => {
      const run = await runOf('chain', RunId!);
      seen.add(`${crawlState(run, 'before')} ${jobState(run, 'good')} ${crawlState(run, 'after')}`);
      return run.CompletedOn !== undefined;
    });
    // In order: each is begun when the one before is done.
    assert.ok(seen.has('RUNNING undefined undefined'));
    assert.ok(seen.has('SUCCEEDED STARTING undefined') || seen.has('SUCCEEDED RUNNING undefined'));
    assert.ok(seen.has('SUCCEEDED SUCCEEDED RUNNING'));
    const run = await runOf('chain', RunId!);
    assert.equal(run.Status, 'COMPLETED');
    assert.equal(run.Name, 'chain');
    assert.deepEqual(run.Statistics, {
      TotalActions: 3,
      TimeoutActions: 0,
      FailedActions: 0,
      StoppedActions: 0,
      SucceededActions: 3,
      RunningActions: 0,
      ErroredActions: 0,
      WaitingActions: 0,
    });
    const names = new Map(run.Graph?.Nodes?.map(({ UniqueId, Name, Type }) => [UniqueId, `${Type} ${Name}`]));
    assert.deepEqual(
      run.Graph?.Edges?.map(({ SourceId, DestinationId }) => [names.get(SourceId), names.get(DestinationId)]),
      [
        ['TRIGGER chain/start', 'CRAWLER before'],
        ['CRAWLER before', 'TRIGGER chain/job'],
        ['TRIGGER chain/job', 'JOB good'],
        ['JOB good', 'TRIGGER chain/last'],
        ['TRIGGER chain/last', 'CRAWLER after'],
      ],
    );
    const jobRun = node(run, 'good').JobDetails!.JobRuns![0]!;
    assert.equal(jobRun.TriggerName, 'chain/job');
    assert.equal(jobRun.Timeout, 7);
    assert.deepEqual(jobRun.Arguments, {
      ...colour,
      '--WORKFLOW_NAME': 'chain',
      '--WORKFLOW_RUN_ID': RunId,
    });
    const crawl = node(run, 'after').CrawlerDetails!.Crawls![0]!;
    assert.deepEqual([crawl.LogGroup, crawl.LogStream], ['/aws-glue/crawlers', 'after']);
    assert.ok(crawl.StartedOn! >= jobRun.CompletedOn! && crawl.CompletedOn! >= crawl.StartedOn!);
    const { JobRun } = await glue.getJobRun({ JobName: 'good', RunId: jobRun.Id });
    assert.equal(JobRun?.TriggerName, 'chain/job');
    const { Workflow } = await glue.getWorkflow({ Name: 'chain', IncludeGraph: true });
    assert.ok(Workflow?.LastRun);
    assert.equal(Workflow.LastRun.WorkflowRunId, RunId);
    assert.equal(Workflow.Graph?.Nodes?.length, 6);
    const { RunProperties } = await glue.getWorkflowRunProperties({ Name: 'chain', RunId });
    assert.deepEqual(RunProperties, { a: 'b' });
    await glue.putWorkflowRunProperties({ Name: 'chain', RunId, RunProperties: { a: 'c', d: 'e' } });
    assert.deepEqual((await runOf('chain', RunId!)).WorkflowRunProperties, { a: 'c', d: 'e' });
  });

  it('completes with a failed action where a job fails, and follows only the branch that waits for it', async () => {
    await workflow('failing', [{ JobName: 'bad' }], {
      onward: { when: [jobEnded('bad', 'SUCCEEDED')], actions: [{ CrawlerName: 'after' }] },
      sorry: { when: [jobEnded('bad', 'FAILED')], actions: [{ CrawlerName: 'aside' }] },
    });
    const run = await ran('failing');
    assert.equal(run.Status, 'COMPLETED');
    assert.deepEqual(
      [run.Statistics?.TotalActions, run.Statistics?.FailedActions, run.Statistics?.SucceededActions],
      [3, 1, 1],
    );
    assert.match(node(run, 'bad').JobDetails?.JobRuns?.[0]?.ErrorMessage ?? '', /ValueError: no such column/);
    assert.equal(crawlState(run, 'after'), undefined);
    assert.equal(crawlState(run, 'aside'), 'SUCCEEDED');
  });

  it('shows every attempt of a job that is retried, and goes on after the last', async () => {
    await glue.createJob({
      Name: 'retried',
      Role: 'Glue',
      MaxRetries: 1,
      Command: { Name: 'glueetl', ScriptLocation: 's3://aws-glue-scripts/bad.py' },
    });
    await workflow('retrying', [{ JobName: 'retried' }], {
      sorry: { when: [jobEnded('retried', 'FAILED')], actions: [{ CrawlerName: 'aside' }] },
    });
    const run = await ran('retrying');
    const attempts = node(run, 'retried').JobDetails!.JobRuns!;
    assert.deepEqual(
      attempts.map(({ Attempt, JobRunState, TriggerName }) => [Attempt, JobRunState, TriggerName]),
      [
        [0, 'FAILED', 'retrying/start'],
        [1, 'FAILED', 'retrying/start'],
      ],
    );
    const [crawl] = node(run, 'aside').CrawlerDetails!.Crawls!;
    assert.ok(crawl!.StartedOn! >= attempts[1]!.CompletedOn!);
  });

  it('waits for all conditions with AND, and for the first with ANY', async () => {
    await workflow('both', [{ CrawlerName: 'before' }, { JobName: 'bad' }], {
      all: {
        when: [crawled('before'), jobEnded('bad', 'SUCCEEDED')],
        actions: [{ CrawlerName: 'after' }],
      },
      any: {
        when: [crawled('before'), jobEnded('bad', 'SUCCEEDED')],
        logical: 'ANY',
        actions: [{ CrawlerName: 'aside' }],
      },
    });
    const run = await ran('both');
    assert.equal(crawlState(run, 'after'), undefined);
    assert.equal(node(run, 'aside').CrawlerDetails?.Crawls?.length, 1);
  });

  it('does not fire a conditional trigger that is not activated', async () => {
    await workflow('stopped short', [{ CrawlerName: 'before' }], {
      next: { when: [crawled('before')], actions: [{ CrawlerName: 'after' }] },
    });
    await glue.stopTrigger({ Name: 'stopped short/next' });
    const run = await ran('stopped short');
    assert.equal(run.Status, 'COMPLETED');
    assert.deepEqual([run.Statistics?.TotalActions, run.Statistics?.SucceededActions], [2, 1]);
    assert.equal(node(run, 'stopped short/next').TriggerDetails?.Trigger?.State, 'DEACTIVATED');
  });

  it('has an action in ERROR that cannot be started, with the reason', async () => {
    await workflow('busy', [{ CrawlerName: 'before' }, { JobName: 'endless' }]);
    const { JobRunId } = await glue.startJobRun({ JobName: 'endless' });
    await glue.startCrawler({ Name: 'before' });
    const run = await ran('busy');
    await glue.batchStopJobRun({ JobName: 'endless', JobRunIds: [JobRunId!] });
    assert.equal(run.Status, 'COMPLETED');
    assert.equal(run.Statistics?.ErroredActions, 2);
    const [crawl] = node(run, 'before').CrawlerDetails!.Crawls!;
    assert.deepEqual(
      [crawl?.State, crawl?.ErrorMessage],
      ['ERROR', 'Crawler with name before has already started'],
    );
    const [jobRun] = node(run, 'endless').JobDetails!.JobRuns!;
    assert.deepEqual(
      [jobRun?.JobRunState, jobRun?.ErrorMessage],
      ['ERROR', 'Concurrent runs exceeded for endless'],
    );
    await until('the job has ended', async () => {
      const { JobRun } = await glue.getJobRun({ JobName: 'endless', RunId: JobRunId });
      return JobRun?.JobRunState === 'STOPPED';
    });
  });

  it('stops a run with what it has started, fires nothing more, and keeps to its limit of runs', async () => {
    await workflow('stopped', [{ JobName: 'endless' }, { CrawlerName: 'after' }], {
      sorry: { when: [jobEnded('endless', 'STOPPED')], actions: [{ CrawlerName: 'aside' }] },
    });
    await glue.updateWorkflow({ Name: 'stopped', MaxConcurrentRuns: 1 });
    const Name = 'stopped';
    const { RunId } = await glue.startWorkflowRun({ Name });
    await assert.rejects(glue.startWorkflowRun({ Name }), {
      name: 'ConcurrentRunsExceededException',
      message: 'Concurrent runs exceeded for workflow: stopped.',
    });
    await glue.stopWorkflowRun({ Name, RunId });
    assert.match((await runOf(Name, RunId!)).Status ?? '', /^STOPP(ING|ED)$/);
    await assert.rejects(glue.stopWorkflowRun({ Name, RunId }), { name: 'IllegalWorkflowStateException' });
    const run = await ended(Name, RunId!);
    assert.equal(run.Status, 'STOPPED');
    assert.equal(run.Statistics?.StoppedActions, 2);
    assert.deepEqual([jobState(run, 'endless'), crawlState(run, 'after')], ['STOPPED', 'CANCELLED']);
    assert.equal(crawlState(run, 'aside'), undefined);
    // Its start may be fired by its own name as well: that is another run.
    await glue.startTrigger({ Name: 'stopped/start' });
    const { Runs = [] } = await glue.getWorkflowRuns({ Name });
    assert.deepEqual(
      Runs.map(({ Status }) => Status),
      ['RUNNING', 'STOPPED'],
    );
    await glue.stopWorkflowRun({ Name, RunId: Runs[0]?.WorkflowRunId });
    await ended(Name, Runs[0]!.WorkflowRunId!);
  });

  it('ends a run in ERROR with its reason when the account is stopped in the middle', async () => {
    await workflow('broken off', [{ JobName: 'endless' }], {
      sorry: { when: [jobEnded('endless', 'FAILED')], actions: [{ CrawlerName: 'aside' }] },
    });
    const { RunId } = await glue.startWorkflowRun({ Name: 'broken off' });
    await account.restart();
    const run = await runOf('broken off', RunId!);
    assert.equal(run.Status, 'ERROR');
    assert.match(run.ErrorMessage ?? '', /was stopped while the workflow ran/);
    assert.equal(jobState(run, 'endless'), 'FAILED');
    assert.equal(run.Statistics?.FailedActions, 1);
    assert.equal(crawlState(run, 'aside'), undefined);
    assert.equal(run.Statistics.RunningActions, 0);
  });
});
