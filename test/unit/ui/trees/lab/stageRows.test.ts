import assert from 'node:assert/strict';
import { explain } from '../../../../../src/lab/explain/explain.ts';
import { StageError } from '../../../../../src/lab/stage.ts';
import { stageRows } from '../../../../../src/ui/trees/lab/stageRows.ts';

const told = (rows: ReturnType<typeof stageRows>) =>
  rows.map(({ role, text, value }) => [role, text, ...(value === undefined ? [] : [value])]);

describe('The rows below a stage', () => {
  it('are its facts one by one, to be copied', () => {
    const facts = { job: 'calc_rul', script: 's3://scripts/glue_job.py' };
    const rows = stageRows('prepareJob', { state: 'done', text: '', facts });
    assert.deepEqual(told(rows), [
      ['fact', 'Glue job', 'calc_rul'],
      ['fact', 'Script', 's3://scripts/glue_job.py'],
    ]);
    assert.equal(rows[0]!.name, 'calc_rul');
    assert.equal(rows[1]!.uri, 's3://scripts/glue_job.py');
  });

  it('say first what is out of date, and how it is made anew', () => {
    const facts = { rows: 2, engines: 1, minimumRul: 0 };
    const rows = stageRows('runEtl', { state: 'done', text: '', facts, outdated: 'The script is newer.' });
    assert.deepEqual(told(rows).slice(0, 2), [
      ['note', 'The script is newer.'],
      ['next', 'Run this stage: that makes it anew.'],
    ]);
  });

  it('say what is missing, and what to do', () => {
    const rows = stageRows('split', { state: 'notStarted', text: 'No rows yet.', fix: 'Run the job.' });
    assert.deepEqual(told(rows), [
      ['lacks', 'No rows yet.'],
      ['next', 'Run the job.'],
    ]);
    assert.ok(!rows[1]!.catchUp);
    const needing = stageRows('train', { state: 'notStarted', text: 'x', fix: 'y', needs: ['split'] });
    assert.ok(needing[1]!.catchUp);
  });

  it('say why it failed, what was changed, and what to do, with the service’s own words', () => {
    const error = Object.assign(new Error('not authorized to perform: glue:StartJobRun'), {
      name: 'AccessDeniedException',
    });
    const failure = explain(error, { account: 'aws', region: 'us-east-1', stage: 'runEtl' });
    const rows = stageRows('runEtl', { state: 'failed', text: failure.what, failure });
    assert.deepEqual(
      rows.map(({ role }) => role),
      ['what', 'why', 'changed', 'next', 'original'],
    );
    assert.match(rows[1]!.text, /glue:StartJobRun/);
    assert.equal(rows[3]!.failure, failure);
  });

  it('do not repeat what a stage said itself', () => {
    const failure = explain(new StageError('The bucket holds no rows', 'Run the job.'), {
      account: 'aws',
      region: 'us-east-1',
      stage: 'split',
    });
    const rows = stageRows('split', { state: 'failed', text: failure.what, failure });
    assert.deepEqual(
      rows.map(({ role }) => role),
      ['what', 'why', 'changed', 'next'],
    );
  });

  it('are what a running stage is at', () => {
    const rows = stageRows('publish', { state: 'running', text: 'Sending', started: 0 });
    assert.deepEqual(told(rows), [['step', 'Sending']]);
  });

  it('are none while nothing is known', () => {
    assert.deepEqual(stageRows('publish', { state: 'unknown', text: '' }), []);
  });
});
