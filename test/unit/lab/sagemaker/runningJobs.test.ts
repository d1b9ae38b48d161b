import assert from 'node:assert/strict';
import type { LabAccount } from '../../../../src/lab/account.ts';
import { runningJobs, stopJobs } from '../../../../src/lab/sagemaker/runningJobs.ts';
import { fakeAccount } from '../../../support/fakeAccount.ts';

/** Jobs of one kind in memory. One that is being stopped has ended when it was looked at twice. */
function fakeJobs(states: Record<string, string>, calls: string[], kind: string) {
  const looks = new Map<string, number>();
  return {
    list: () => Promise.resolve(Object.entries(states).map(([name, status]) => ({ name, status }))),
    get: (name: string) => {
      const look = (looks.get(name) ?? 0) + 1;
      looks.set(name, look);
      if (states[name] === 'Stopping' && look > 1) states[name] = 'Stopped';
      return Promise.resolve({ status: states[name] });
    },
    stop: (name: string) => {
      calls.push(`stop ${kind} ${name}`);
      if (states[name] !== 'InProgress') {
        const error = new Error(
          `The request was rejected because the job is in status ${states[name] ?? ''}.`,
        );
        return Promise.reject(Object.assign(error, { name: 'ValidationException' }));
      }
      states[name] = 'Stopping';
      return Promise.resolve();
    },
  };
}

const denied = () =>
  Promise.reject(Object.assign(new Error('not authorized to perform'), { name: 'AccessDeniedException' }));

describe('jobs of the lab that run', () => {
  const { signal } = new AbortController();
  const all = {
    training: { 'cmapss-a': 'InProgress', 'cmapss-b': 'Completed', other: 'InProgress' },
    tuning: { 'cmapss-tune-a': 'Stopping' },
    transforms: { 'cmapss-capped-a': 'InProgress', 'not-cmapss-b': 'InProgress' },
  };
  const accountOf = (calls: string[], states: typeof all = structuredClone(all)): LabAccount =>
    fakeAccount({
      training: fakeJobs(states.training, calls, 'training'),
      tuning: fakeJobs(states.tuning, calls, 'tuning'),
      transforms: fakeJobs(states.transforms, calls, 'transform'),
    } as unknown as Parameters<typeof fakeAccount>[0]);

  it('are found in all three kinds, by what their names begin with', async () => {
    assert.deepEqual(await runningJobs(accountOf([]), 'cmapss-', signal), [
      { kind: 'training job', name: 'cmapss-a', state: 'InProgress' },
      { kind: 'tuning job', name: 'cmapss-tune-a', state: 'Stopping' },
      { kind: 'transform job', name: 'cmapss-capped-a', state: 'InProgress' },
    ]);
  });

  it('are none of tuning and transforms where nobody may list those, and fail where training may not be', async () => {
    const { ports } = accountOf([]);
    const without = fakeAccount({ ...ports, tuning: { list: denied }, transforms: { list: denied } });
    assert.deepEqual(
      (await runningJobs(without, 'cmapss-', signal)).map(({ name }) => name),
      ['cmapss-a'],
    );
    const blind = fakeAccount({ ...ports, training: { list: denied } });
    await assert.rejects(runningJobs(blind, 'cmapss-', signal), { name: 'AccessDeniedException' });
  });

  it('have ended when they were stopped, and what is being stopped is not stopped again', async () => {
    const calls: string[] = [];
    const account = accountOf(calls);
    await stopJobs(account, await runningJobs(account, 'cmapss-', signal), () => undefined, signal);
    assert.deepEqual(calls, ['stop training cmapss-a', 'stop transform cmapss-capped-a']);
    assert.deepEqual(await runningJobs(account, 'cmapss-', signal), []);
  });

  it('may end by themselves before they are stopped', async () => {
    const states = structuredClone(all);
    const calls: string[] = [];
    const account = accountOf(calls, states);
    const found = await runningJobs(account, 'cmapss-', signal);
    states.training['cmapss-a'] = 'Completed';
    await stopJobs(account, found, () => undefined, signal);
    assert.equal(calls[0], 'stop training cmapss-a');
  });

  it('say why they cannot be stopped while they run', async () => {
    const { ports } = accountOf([]);
    const account = fakeAccount({ ...ports, training: { ...ports.training, stop: denied } });
    const found = await runningJobs(account, 'cmapss-', signal);
    await assert.rejects(
      stopJobs(account, found, () => undefined, signal),
      { name: 'AccessDeniedException' },
    );
  });
});
