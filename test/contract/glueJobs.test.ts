import assert from 'node:assert/strict';
import {
  BatchStopJobRunCommand,
  CreateJobCommand,
  DeleteJobCommand,
  GetJobBookmarkCommand,
  GetJobCommand,
  GetJobRunCommand,
  GetJobRunsCommand,
  GetJobsCommand,
  GlueClient,
  ListJobsCommand,
  ResetJobBookmarkCommand,
  StartJobRunCommand,
  UpdateJobCommand,
  type CreateJobRequest,
  type JobRun,
} from '@aws-sdk/client-glue';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startTestAccount, type TestAccount } from '../support/practice.ts';
import { until } from '../support/practiceProcess.ts';

const definition: Omit<CreateJobRequest, 'Name'> = {
  Role: 'arn:aws:iam::123456789012:role/Glue',
  Command: { Name: 'glueetl', ScriptLocation: 's3://aws-glue-scripts/job.py', PythonVersion: '3' },
  DefaultArguments: {
    '--job-bookmark-option': 'job-bookmark-enable',
    '--TempDir': 's3://aws-glue-scripts/t/',
  },
  ExecutionProperty: { MaxConcurrentRuns: 1 },
  GlueVersion: '2.0',
  WorkerType: 'G.1X',
  NumberOfWorkers: 2,
  Timeout: 60,
};

describe("Glue's jobs", () => {
  let account: TestAccount;
  let glue: GlueClient;
  const create = (Name: string, changes: Partial<CreateJobRequest> = {}) =>
    glue.send(new CreateJobCommand({ ...definition, Name, ...changes }));
  const run = async (JobName: string, RunId: string): Promise<JobRun> =>
    (await glue.send(new GetJobRunCommand({ JobName, RunId }))).JobRun!;
  const ended = async (JobName: string, RunId: string): Promise<JobRun> => {
    await until('the run ended', async () => (await run(JobName, RunId)).CompletedOn !== undefined);
    return run(JobName, RunId);
  };

  before(async () => {
    // Slow enough to find a run STARTING: for a second and a half.
    account = await startTestAccount({ pace: 0.05 });
    glue = new GlueClient(account.client);
    const s3 = new S3Client(account.client);
    for (const Bucket of ['aws-glue-scripts', 'scripts']) {
      await s3.send(new CreateBucketCommand({ Bucket }));
      await s3.send(new PutObjectCommand({ Bucket, Key: 'job.py', Body: 'print("hello")\n' }));
    }
    s3.destroy();
  });
  after(async () => {
    glue.destroy();
    await account.close();
  });

  it('keeps a definition whole, with the defaults of what it does not say', async () => {
    assert.equal((await create('kept')).Name, 'kept');
    const { Job } = await glue.send(new GetJobCommand({ JobName: 'kept' }));
    for (const [member, value] of Object.entries(definition)) {
      assert.deepEqual(Job?.[member as keyof typeof Job], value, member);
    }
    assert.deepEqual([Job?.MaxRetries, Job?.MaxCapacity], [0, 2]);
    assert.ok(Job?.CreatedOn instanceof Date);
    await assert.rejects(create('kept'), { name: 'AlreadyExistsException', message: 'Job already exists.' });
  });

  it('replaces the whole definition at an update', async () => {
    await create('replaced', { Description: 'first', MaxRetries: 1 });
    const Command = { Name: 'glueetl', ScriptLocation: 's3://aws-glue-scripts/other.py' };
    await glue.send(
      new UpdateJobCommand({ JobName: 'replaced', JobUpdate: { Role: 'role/Other', Command } }),
    );
    const { Job } = await glue.send(new GetJobCommand({ JobName: 'replaced' }));
    assert.equal(Job?.Description, undefined);
    assert.deepEqual([Job?.MaxRetries, Job?.WorkerType, Job?.DefaultArguments], [0, undefined, {}]);
    assert.equal(Job?.Command?.ScriptLocation, 's3://aws-glue-scripts/other.py');
    await assert.rejects(
      glue.send(new UpdateJobCommand({ JobName: 'replaced', JobUpdate: { Role: 'role/Other' } })),
      { name: 'InvalidInputException', message: 'Command name should not be null or empty.' },
    );
  });

  it('refuses definitions that Glue refuses, and kinds of jobs that are not there', async () => {
    const command = (Name: string) => ({ Command: { Name, ScriptLocation: 's3://aws-glue-scripts/job.py' } });
    const refused: Partial<CreateJobRequest>[] = [
      { MaxCapacity: 2 },
      { Timeout: 0 },
      { ExecutionProperty: { MaxConcurrentRuns: 0 } },
      command('pythonshell'),
      command('gluestreaming'),
    ];
    for (const changes of refused) {
      await assert.rejects(
        create('refused', changes),
        { name: 'InvalidInputException' },
        JSON.stringify(changes),
      );
    }
    await assert.rejects(glue.send(new GetJobCommand({ JobName: 'refused' })), {
      name: 'EntityNotFoundException',
    });
  });

  it('lists jobs in pages and by tags, and deletes one with its runs, also when it is not there', async () => {
    await create('listed-a', { Tags: { lab: 'yes' } });
    await create('listed-b');
    const first = await glue.send(new ListJobsCommand({ MaxResults: 1 }));
    assert.equal(first.JobNames?.length, 1);
    const all = await glue.send(new ListJobsCommand({ NextToken: first.NextToken }));
    assert.ok(all.JobNames?.includes('listed-b'));
    assert.deepEqual((await glue.send(new ListJobsCommand({ Tags: { lab: 'yes' } }))).JobNames, ['listed-a']);
    await glue.send(new DeleteJobCommand({ JobName: 'listed-a' }));
    const again = await glue.send(new DeleteJobCommand({ JobName: 'listed-a' }));
    assert.equal(again.JobName, 'listed-a');
    const { Jobs } = await glue.send(new GetJobsCommand({}));
    assert.ok(!Jobs!.some(({ Name }) => Name === 'listed-a'));
  });

  it('lets only as many runs at once as the job says, and stops one that is asked to', async () => {
    await create('calc_rul');
    const { JobRunId = '' } = await glue.send(new StartJobRunCommand({ JobName: 'calc_rul' }));
    assert.match(JobRunId, /^jr_[0-9a-f]{64}$/);
    assert.equal((await run('calc_rul', JobRunId)).JobRunState, 'STARTING');
    await assert.rejects(glue.send(new StartJobRunCommand({ JobName: 'calc_rul' })), {
      name: 'ConcurrentRunsExceededException',
      message: 'Concurrent runs exceeded for calc_rul',
    });
    const stopped = await glue.send(
      new BatchStopJobRunCommand({ JobName: 'calc_rul', JobRunIds: [JobRunId, 'jr_nope'] }),
    );
    assert.deepEqual(stopped.SuccessfulSubmissions, [{ JobName: 'calc_rul', JobRunId }]);
    assert.equal(stopped.Errors?.[0]?.ErrorDetail?.ErrorCode, 'EntityNotFoundException');
    const { JobRunState, CompletedOn, Timeout, GlueVersion } = await ended('calc_rul', JobRunId);
    assert.deepEqual([JobRunState, Timeout, GlueVersion], ['STOPPED', 60, '2.0']);
    assert.ok(CompletedOn);
    const late = await glue.send(new BatchStopJobRunCommand({ JobName: 'calc_rul', JobRunIds: [JobRunId] }));
    assert.equal(late.Errors?.length, 1);
  });

  it('refuses an argument that the job lets no run override', async () => {
    await create('fixed', { NonOverridableArguments: { '--fixed': '1' } });
    await assert.rejects(
      glue.send(new StartJobRunCommand({ JobName: 'fixed', Arguments: { '--fixed': '2' } })),
      { name: 'InvalidInputException', message: /--fixed is non-overridable/ },
    );
  });

  it("ends FAILED in AWS's words when the role may not read the script's bucket", async () => {
    await create('unpatched', { Command: { Name: 'glueetl', ScriptLocation: 's3://scripts/job.py' } });
    const start = new StartJobRunCommand({ JobName: 'unpatched', Arguments: { '--own': '1' } });
    const { JobRunId = '' } = await glue.send(start);
    const { JobRunState, ErrorMessage, Arguments } = await ended('unpatched', JobRunId);
    assert.equal(JobRunState, 'FAILED');
    assert.match(
      ErrorMessage ?? '',
      /^LAUNCH ERROR \| Error downloading from S3 for bucket: scripts, key: job\.py\.Access Denied \(Service: Amazon S3; Status Code: 403; .*\) Please refer logs for details\.$/,
    );
    assert.deepEqual(Arguments, { '--own': '1' });
    const { JobRuns } = await glue.send(new GetJobRunsCommand({ JobName: 'unpatched', MaxResults: 1 }));
    assert.deepEqual(
      JobRuns?.map(({ Id }) => Id),
      [JobRunId],
    );
  });

  it('refuses to run or show what is not there', async () => {
    await create('bare');
    await assert.rejects(glue.send(new StartJobRunCommand({ JobName: 'nope' })), {
      name: 'EntityNotFoundException',
      message: 'Failed to start job run due to missing metadata',
    });
    await assert.rejects(run('bare', 'jr_nope'), { name: 'EntityNotFoundException' });
    const JobName = 'bare';
    for (const call of [
      () => glue.send(new GetJobBookmarkCommand({ JobName })),
      () => glue.send(new ResetJobBookmarkCommand({ JobName })),
    ]) {
      await assert.rejects(call, {
        name: 'EntityNotFoundException',
        message: 'Continuation for job bare not found',
      });
    }
  });

  it('ends unfinished runs FAILED with the reason when the account restarts', async () => {
    await create('restarted');
    const { JobRunId = '' } = await glue.send(new StartJobRunCommand({ JobName: 'restarted' }));
    await account.restart();
    const { JobRunState, ErrorMessage } = await run('restarted', JobRunId);
    assert.equal(JobRunState, 'FAILED');
    assert.match(ErrorMessage ?? '', /practice account was stopped while the job ran/);
  });
});
