import assert from 'node:assert/strict';
import type { JobRun } from '../../src/lab/ports/jobs.ts';
import { isOver, jobRunState } from '../../src/lab/runState.ts';
import { connectedAccount } from '../support/connectedAccount.ts';
import { until } from '../support/practiceProcess.ts';

describe('The job runs of a practice account', () => {
  const account = connectedAccount({ provisioned: true });

  it('tell when they began and ended, and why they failed', async () => {
    const { jobs, buckets } = account().ports;
    await buckets.create('aws-glue-of-the-test');
    await buckets.put('aws-glue-of-the-test', 'fails.py', 'raise ValueError("not today")');
    await jobs.setScript('calc_rul', 's3://aws-glue-of-the-test/fails.py');
    const before = Date.now();
    const id = await jobs.start('calc_rul');
    let run!: JobRun;
    await until('the run ended', async () => {
      run = await jobs.run('calc_rul', id);
      assert.equal(run.completed !== undefined, isOver(jobRunState[run.state]));
      return run.completed !== undefined;
    });
    assert.equal(run.state, 'FAILED');
    assert.match(run.errorMessage, /not today/);
    // AWS's times are whole milliseconds at best, and its answers may cut them to seconds.
    assert.ok(run.started!.getTime() >= before - 1000 && run.completed! >= run.started!);
    assert.deepEqual(await jobs.runs('calc_rul'), [run]);
  });
});
