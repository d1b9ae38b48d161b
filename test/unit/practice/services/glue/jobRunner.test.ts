import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createClock } from '../../../../../src/practice/clock.ts';
import type { ScriptOutcome, ScriptRun } from '../../../../../src/practice/engines/spark/sparkEngine.ts';
import { createBookmarks, type RunBookmark } from '../../../../../src/practice/services/glue/bookmarks.ts';
import { jobDocuments, type JobRunDocument } from '../../../../../src/practice/services/glue/jobDocuments.ts';
import { createJobRunner, type JobRunner } from '../../../../../src/practice/services/glue/jobRunner.ts';
import { createLogGroups, type LogGroups } from '../../../../../src/practice/services/logs/logGroups.ts';
import { createObjects } from '../../../../../src/practice/services/s3/objects.ts';
import { openStore, type Store } from '../../../../../src/practice/store/store.ts';
import { until } from '../../../../support/practiceProcess.ts';

type Script = (run: ScriptRun) => Promise<ScriptOutcome>;

describe('job runs', () => {
  let folder: string;
  let store: Store;
  let logs: LogGroups;
  let runner: JobRunner;
  let bookmark: RunBookmark | undefined;
  let closedData: number;

  /** A runner whose scripts do what `script` does. */
  const startRunner = (script: Script, pace = 0): void => {
    const clock = createClock(pace);
    logs = createLogGroups({ store, clock });
    runner = createJobRunner({
      jobs: jobDocuments(store),
      bookmarks: createBookmarks(store),
      objects: createObjects(store),
      logs,
      clock,
      minute: 100,
      spark: { run: script, close: () => Promise.resolve() },
      openData: (given) => {
        bookmark = given;
        return Promise.resolve({ call: () => Promise.resolve(), close: () => void (closedData += 1) });
      },
    });
  };
  const runOf = (id: string): JobRunDocument => jobDocuments(store).runs.get(id)!;
  const start = (ScriptLocation: string, definition = {}, args: Record<string, string> = {}): string =>
    runner.start(
      {
        name: 'calc_rul',
        definition: { Command: { Name: 'glueetl', ScriptLocation }, ...definition },
        tags: {},
        created: 0,
        updated: 0,
      },
      { arguments: args },
    );
  const ended = async (id: string): Promise<JobRunDocument> => {
    await until(`run ${id} ends`, () => runOf(id).completed !== undefined);
    return runOf(id);
  };
  const lines = (group: string, id: string): string[] =>
    (logs.events(`/aws-glue/jobs/${group}`, id) ?? []).map(({ message }) => message);
  const untilAborted: Script = ({ signal }) =>
    new Promise((resolve) => {
      if (signal.aborted) resolve({ kind: 'stopped' });
      signal.addEventListener('abort', () => resolve({ kind: 'stopped' }));
    });
  const script = 's3://aws-glue-scripts/job.py';

  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'glue-'));
    store = openStore(folder);
    closedData = 0;
    const objects = createObjects(store);
    for (const bucket of ['aws-glue-scripts', 'scripts']) {
      objects.createBucket(bucket);
      await objects.put(bucket, 'job.py', 'print("hello")');
    }
  });
  afterEach(async () => {
    await runner.close();
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('runs the script that lies in S3 with its merged arguments, and logs its lines', async () => {
    let seen: ScriptRun | undefined;
    startRunner((run) => {
      seen = run;
      run.onLine('stdout', 'one');
      run.onLine('stdout', 'two');
      run.onLine('stderr', 'careful');
      return Promise.resolve({ kind: 'succeeded' });
    });
    const DefaultArguments = {
      '--a': 'default',
      '--b': 'default',
      '--job-bookmark-option': 'job-bookmark-enable',
    };
    const id = start(script, { DefaultArguments }, { '--b': 'own' });
    assert.equal(runOf(id).state, 'STARTING');
    const run = await ended(id);
    assert.equal(run.state, 'SUCCEEDED');
    assert.equal(seen?.script, 'print("hello")');
    const args = new Map(
      seen.args.flatMap((name, index) => (index % 2 ? [] : [[name, seen?.args[index + 1] ?? ''] as const])),
    );
    assert.equal(args.get('--a'), 'default');
    assert.equal(args.get('--b'), 'own');
    assert.equal(args.get('--JOB_NAME'), 'calc_rul');
    assert.equal(args.get('--JOB_RUN_ID'), id);
    assert.deepEqual(lines('output', id), ['one', 'two']);
    assert.deepEqual(lines('error', id), ['careful']);
    assert.equal(closedData, 1);
    assert.ok(bookmark);
    assert.equal(createBookmarks(store).entry('calc_rul')?.attempt, 1);
  });

  it("ends FAILED with the error's category, line, type and message, its traceback in the error log", async () => {
    startRunner(() =>
      Promise.resolve({
        kind: 'failed',
        type: 'NameError',
        message: "name 'x' is not defined",
        line: 12,
        traceback: "Traceback (most recent call last):\nNameError: name 'x' is not defined\n",
      }),
    );
    const run = await ended(start(script));
    assert.equal(run.state, 'FAILED');
    assert.equal(
      run.error,
      "Error Category: UNCLASSIFIED_ERROR; Failed Line Number: 12; NameError: name 'x' is not defined",
    );
    assert.equal(lines('error', run.id).at(-1), "NameError: name 'x' is not defined");
  });

  const launches: [string, string, RegExp][] = [
    [
      'a bucket that the role may not read',
      's3://scripts/job.py',
      /^LAUNCH ERROR \| Error downloading from S3 for bucket: scripts, key: job\.py\.Access Denied \(Service: Amazon S3; Status Code: 403; .* Please refer logs for details\.$/,
    ],
    [
      'a key that is not there',
      's3://aws-glue-scripts/nope.py',
      /key: nope\.py\.The specified key does not exist/,
    ],
    ['a bucket that is not there', 's3://aws-glue-none/job.py', /The specified bucket does not exist .* 404/],
  ];
  for (const [what, location, message] of launches) {
    it(`ends FAILED in the launcher's words for ${what}`, async () => {
      startRunner(() => Promise.resolve({ kind: 'succeeded' }));
      const run = await ended(start(location));
      assert.equal(run.state, 'FAILED');
      assert.match(run.error ?? '', message);
    });
  }

  it('stops at once: STOPPING, then STOPPED', async () => {
    startRunner(untilAborted);
    const id = start(script);
    await until('it is RUNNING', () => runOf(id).state === 'RUNNING');
    runner.stop(runOf(id));
    assert.equal(runOf(id).state, 'STOPPING');
    assert.equal((await ended(id)).state, 'STOPPED');
  });

  it('stops a run that is still STARTING', async () => {
    startRunner(untilAborted, 1);
    const id = start(script);
    runner.stop(runOf(id));
    assert.equal((await ended(id)).state, 'STOPPED');
  });

  it('ends in TIMEOUT when its minutes are over', async () => {
    startRunner(untilAborted);
    const run = await ended(start(script, { Timeout: 1 }));
    assert.equal(run.state, 'TIMEOUT');
  });

  it('is started anew as often as the job says', async () => {
    startRunner(() =>
      Promise.resolve({ kind: 'failed', type: 'ValueError', message: 'no', traceback: 'ValueError: no' }),
    );
    const jobs = jobDocuments(store);
    const definition = { Command: { ScriptLocation: script }, MaxRetries: 2 };
    const job = { name: 'again', definition, tags: {}, created: 0, updated: 0 };
    jobs.jobs.set('again', job);
    const id = runner.start(job, { arguments: {} });
    await until('three runs ended', () => {
      const runs = jobs.runsOf('again');
      return runs.length === 3 && runs.every(({ completed }) => completed !== undefined);
    });
    const runs = jobs.runsOf('again').map((run) => [run.id, run.attempt, run.previous]);
    assert.deepEqual(runs, [
      [`${id}_attempt_2`, 2, `${id}_attempt_1`],
      [`${id}_attempt_1`, 1, id],
      [id, 0, undefined],
    ]);
  });

  it('ends FAILED with the reason when the account stops, and when it finds an unfinished run at its start', async () => {
    startRunner(untilAborted);
    const id = start(script);
    await until('it is RUNNING', () => runOf(id).state === 'RUNNING');
    await runner.close();
    const closed = runOf(id);
    assert.equal(closed.state, 'FAILED');
    assert.match(closed.error ?? '', /practice account was stopped while the job ran/);
    // As a killed process leaves it.
    jobDocuments(store).runs.set(id, { ...closed, state: 'RUNNING', error: '' });
    startRunner(untilAborted);
    assert.equal(runOf(id).state, 'FAILED');
    assert.match(runOf(id).error ?? '', /practice account was stopped while the job ran/);
  });
});
