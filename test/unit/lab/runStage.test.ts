import assert from 'node:assert/strict';
import { defaultEvent } from '../../../src/lab/event.ts';
import type { Progress } from '../../../src/lab/progress.ts';
import { runStage } from '../../../src/lab/runStage.ts';
import { StageError, type LabContext, type Stage } from '../../../src/lab/stage.ts';
import { fakeAccount, partialPort } from '../../support/fakeAccount.ts';

const context: LabContext = {
  account: fakeAccount({}),
  event: defaultEvent,
  data: { folder: '/data', train: [], test: [] },
  files: partialPort({}),
};
const facts = { job: 'calc_rul', script: 's3://aws-glue-0/x' };

/** A stage whose work is a flag. */
function stageOver(state: { made: boolean }, calls: string[], works = true): Stage<'prepareJob'> {
  return {
    id: 'prepareJob',
    title: 'A stage',
    needs: [],
    check: () => {
      calls.push('check');
      return Promise.resolve(
        state.made ? { done: true, facts } : { done: false, reason: 'It is not made.', fix: 'Make it.' },
      );
    },
    run: () => {
      calls.push('run');
      state.made = works;
      return Promise.resolve();
    },
    reset: () => {
      calls.push('reset');
      state.made = false;
      return Promise.resolve();
    },
  };
}

const run = (
  stage: Stage<'prepareJob'>,
  options?: { again?: boolean },
  signal = new AbortController().signal,
) => runStage(stage, context, () => undefined, signal, options);

describe('runStage', () => {
  it('does nothing when the check passes', async () => {
    const calls: string[] = [];
    assert.deepEqual(await run(stageOver({ made: true }, calls)), { kind: 'done', ran: false, facts });
    assert.deepEqual(calls, ['check']);
  });

  it('runs what is done but out of date', async () => {
    const calls: string[] = [];
    const stage = stageOver({ made: true }, calls);
    const check = async () => ({ ...(await stage.check(context)), outdated: 'The script is newer.' });
    assert.deepEqual(await run({ ...stage, check }), { kind: 'done', ran: true, facts });
    assert.deepEqual(calls, ['check', 'run', 'check']);
  });

  it('runs what is not done, and checks it', async () => {
    const calls: string[] = [];
    assert.deepEqual(await run(stageOver({ made: false }, calls)), { kind: 'done', ran: true, facts });
    assert.deepEqual(calls, ['check', 'run', 'check']);
  });

  it('takes back what is there before it runs again', async () => {
    const calls: string[] = [];
    assert.deepEqual(await run(stageOver({ made: true }, calls), { again: true }), {
      kind: 'done',
      ran: true,
      facts,
    });
    assert.deepEqual(calls, ['reset', 'run', 'check']);
  });

  it('fails when the check does not pass after the run: it never believes a run', async () => {
    const outcome = await run(stageOver({ made: false }, [], false));
    assert.ok(outcome.kind === 'failed' && outcome.reason instanceof StageError);
    assert.equal(outcome.reason.message, 'It is not made.');
    assert.equal(outcome.reason.fix, 'Make it.');
  });

  it('passes on what was thrown, unchanged', async () => {
    const thrown = new Error('from the service');
    const stage = { ...stageOver({ made: false }, []), run: () => Promise.reject(thrown) };
    assert.deepEqual(await run(stage), { kind: 'failed', reason: thrown });
  });

  it('takes whatever is thrown after the signal for cancelling', async () => {
    const stop = new AbortController();
    const stage: Stage<'prepareJob'> = {
      ...stageOver({ made: false }, []),
      run: () => {
        stop.abort();
        return Promise.reject(new Error('connection reset'));
      },
    };
    assert.deepEqual(await run(stage, {}, stop.signal), { kind: 'cancelled' });
  });

  it('tells what it does', async () => {
    const seen: Progress[] = [];
    await runStage(
      stageOver({ made: false }, []),
      context,
      (progress) => seen.push(progress),
      new AbortController().signal,
    );
    assert.deepEqual(
      seen.map((progress) => progress.kind === 'step' && progress.text),
      ['Looking at what is there', 'Checking the result'],
    );
  });
});
