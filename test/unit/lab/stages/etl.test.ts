import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type { JobRunState } from '../../../../src/lab/ports/jobs.ts';
import { runStage, type Outcome } from '../../../../src/lab/runStage.ts';
import { StageError } from '../../../../src/lab/stage.ts';
import { prepareJob } from '../../../../src/lab/stages/prepareJob.ts';
import { runEtl } from '../../../../src/lab/stages/runEtl.ts';
import { fakeLab, type FakeLab } from '../../../support/fakeLab.ts';
import { resourceNames } from '../../../support/fakeResources.ts';

const quiet = (): void => undefined;
const signal = new AbortController().signal;
const { submissionsBucket, curatedBucket, job } = resourceNames;

function failure(outcome: Outcome): StageError {
  assert.ok(outcome.kind === 'failed' && outcome.reason instanceof StageError, JSON.stringify(outcome));
  return outcome.reason;
}

describe('prepareJob', () => {
  const labWithJob = () => {
    const definition = { scriptLocation: 's3://somebody-elses/glue_job.py' };
    const lab = fakeLab({
      jobs: {
        get: (name) =>
          Promise.resolve({
            name,
            ...definition,
            role: '',
            maxConcurrentRuns: 1,
            bookmarks: true,
            glueVersion: '5.0',
          }),
        setScript: (_name, location) => {
          definition.scriptLocation = location;
          return Promise.resolve();
        },
      },
    });
    return { ...lab, definition };
  };

  it('is not done while the job points to a bucket that is not there', async () => {
    const check = await prepareJob.check(labWithJob().context);
    assert.ok(!check.done);
    assert.match(check.reason, /calc_rul has no script yet: there is nothing at s3:\/\/somebody-elses\//);
  });

  it('uploads the script with the names of this account to a bucket of its own', async () => {
    const lab = labWithJob();
    assert.equal((await runStage(prepareJob, lab.context, quiet, signal)).kind, 'done');
    const [, bucket = ''] = /^s3:\/\/(aws-glue-[0-9a-f]{10})\/cmapss\/glue_job\.py$/.exec(
      lab.definition.scriptLocation,
    )!;
    const script = lab.objects.get(bucket)?.get('cmapss/glue_job.py');
    assert.ok(script?.includes(`s3://${curatedBucket}/`));
    assert.equal(lab.files.get('glue/glue_job.py'), script, 'the attendee sees the patch');
  });

  it('takes a script bucket that is there, and notices a script that was edited since', async () => {
    const lab = labWithJob();
    lab.objects.set('aws-glue-0123456789', new Map());
    await runStage(prepareJob, lab.context, quiet, signal);
    assert.equal(lab.definition.scriptLocation, 's3://aws-glue-0123456789/cmapss/glue_job.py');
    lab.files.set('glue/glue_job.py', `${lab.files.get('glue/glue_job.py') ?? ''}# edited\n`);
    const check = await prepareJob.check(lab.context);
    assert.ok(!check.done && check.reason.includes("is not the lab's glue/glue_job.py"));
  });

  it('takes no script bucket of another region', async () => {
    const lab = labWithJob();
    const elsewhere = 'aws-glue-assets-123456789012-eu-west-1';
    lab.objects.set(elsewhere, new Map());
    const { buckets } = lab.context.account.ports;
    mock.method(buckets, 'region', (name: string) =>
      Promise.resolve(name === elsewhere ? 'eu-west-1' : 'us-east-1'),
    );
    await runStage(prepareJob, lab.context, quiet, signal);
    assert.match(lab.definition.scriptLocation, /^s3:\/\/aws-glue-[0-9a-f]{10}\/cmapss\/glue_job\.py$/);
    assert.equal(lab.objects.get(elsewhere)?.size, 0);
  });

  it('does not upload again what lies there already, so that the rows of the job stay up to date', async () => {
    const lab = labWithJob();
    await runStage(prepareJob, lab.context, quiet, signal);
    lab.definition.scriptLocation = '';
    const { buckets } = lab.context.account.ports;
    mock.method(buckets, 'put', () => Promise.reject(new Error('put again')));
    const outcome = await runStage(prepareJob, lab.context, quiet, signal, { again: true });
    assert.equal(outcome.kind, 'done');
    assert.match(lab.definition.scriptLocation, /glue_job\.py$/, 'the job points to it again');
  });
});

describe('runEtl', () => {
  /** Rows as the job writes them: file, unit, cycles left. */
  type Rows = readonly (readonly [string, number, number])[];
  const whole: Rows = [
    ['train_FD001.txt', 1, 1],
    ['train_FD001.txt', 1, 0],
  ];

  /** A job whose runs end as `end` says, and write `rows` to the curated bucket. */
  const labWithRuns = (rows: Rows = whole, end: JobRunState = 'SUCCEEDED') => {
    const runs = new Map<string, JobRunState>();
    const calls: string[] = [];
    const written = new Map<string, Rows>();
    const runOf = (id: string) => ({
      id,
      state: runs.get(id) ?? 'FAILED',
      started: undefined,
      completed: undefined,
      errorMessage: end === 'FAILED' ? 'ValueError: no' : '',
      logGroup: '/aws-glue/jobs',
      executionSeconds: 0,
      capacity: 10,
      dpuSeconds: undefined,
    });
    const lab: FakeLab = fakeLab({
      parquet: {
        columns: (_bucket, { key }) => {
          const values = written.get(key) ?? [];
          return Promise.resolve({
            filename: values.map(([file]) => file),
            unit_number: values.map(([, unit]) => unit),
            failure_cycle: values.map(([, , left]) => left),
          });
        },
      },
      logs: { lines: () => Promise.resolve({ lines: [], token: undefined }) },
      jobs: {
        get: () =>
          Promise.resolve({
            name: job,
            scriptLocation: 's3://scripts/glue_job.py',
            role: '',
            maxConcurrentRuns: 1,
            bookmarks: true,
            glueVersion: '5.0',
          }),
        runs: () => Promise.resolve([...runs.keys()].map(runOf)),
        start: () => {
          if ([...runs.values()].includes('RUNNING')) {
            return Promise.reject(Object.assign(new Error(), { name: 'ConcurrentRunsExceededException' }));
          }
          calls.push('start');
          runs.set(`jr_${runs.size}`, 'RUNNING');
          return Promise.resolve(`jr_${runs.size - 1}`);
        },
        resetBookmark: () => {
          calls.push(`reset bookmark, ${lab.objects.get(curatedBucket)?.size ?? 0} objects there`);
          return Promise.resolve();
        },
        run: (_name, id) => {
          const now = runOf(id);
          if (now.state === 'RUNNING') {
            runs.set(id, end);
            if (end === 'SUCCEEDED') write(rows);
          }
          return Promise.resolve(now);
        },
      },
    });
    const write = (values: Rows, key = `year=2025/${written.size}.parquet`): void => {
      written.set(key, values);
      lab.put(curatedBucket, key);
    };
    lab.objects.set('scripts', new Map([['glue_job.py', 'x']]));
    lab.put(submissionsBucket, 'streaming_submissions/2025/01/31/08/x', 'line\n'.repeat(2));
    return { ...lab, runs, calls, write };
  };

  it('says what is wrong with the rows that are there', async () => {
    const reasons: [Rows, RegExp][] = [
      [[], /holds no rows yet/],
      [whole.slice(1), /holds 1 rows, but 2 lines were published/],
      [
        [
          ['train_FD001.txt', 1, 3],
          ['train_FD001.txt', 2, 0],
        ],
        /Of 2 engines, 1 have no row with 0 cycles left/,
      ],
    ];
    for (const [rows, reason] of reasons) {
      const lab = labWithRuns();
      if (rows.length) lab.write(rows);
      const check = await runEtl.check(lab.context);
      assert.ok(!check.done);
      assert.match(check.reason, reason);
    }
  });

  it('empties the curated bucket and resets the bookmark before it starts the job', async () => {
    const lab = labWithRuns();
    lab.write(whole.slice(1));
    assert.deepEqual(await runStage(runEtl, lab.context, quiet, signal), {
      kind: 'done',
      ran: true,
      facts: { rows: 2, engines: 1, minimumRul: 0 },
    });
    assert.deepEqual(lab.calls, ['reset bookmark, 0 objects there', 'start']);
  });

  it('stays done, and is out of date, where the script was uploaded after the rows were written', async () => {
    const lab = labWithRuns();
    lab.write(whole);
    const checkWith = (uploaded: Date) => {
      const { account } = lab.context;
      const describe = (_bucket: string, key: string) =>
        Promise.resolve({ key, size: 1, lastModified: uploaded });
      const ports = { ...account.ports, buckets: { ...account.ports.buckets, describe } };
      return runEtl.check({ ...lab.context, account: { ...account, ports } });
    };
    const [older, newer] = [await checkWith(new Date(0)), await checkWith(new Date(Date.now() + 1000))];
    assert.ok(older.done && newer.done);
    assert.equal(older.outdated, undefined);
    assert.equal(newer.outdated, "The job's script was uploaded anew after it had written these rows.");
  });

  it('follows a run that is under way, and starts none when its result is right', async () => {
    const lab = labWithRuns();
    lab.runs.set('jr_theirs', 'RUNNING');
    assert.equal((await runStage(runEtl, lab.context, quiet, signal)).kind, 'done');
    assert.deepEqual(lab.calls, []);
  });

  it("fails with the script's error", async () => {
    const lab = labWithRuns(whole, 'FAILED');
    const error = failure(await runStage(runEtl, lab.context, quiet, signal));
    assert.equal(error.message, `The run of ${job} ended FAILED: ValueError: no.`);
  });

  it('does not believe a run that wrote too little', async () => {
    const lab = labWithRuns(whole.slice(1));
    assert.match(failure(await runStage(runEtl, lab.context, quiet, signal)).message, /holds 1 rows, but 2/);
  });
});
