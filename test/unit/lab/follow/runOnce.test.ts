import assert from 'node:assert/strict';
import { runOnce, type SingleWork } from '../../../../src/lab/follow/runOnce.ts';
import { fakeAccount, fakeBuckets } from '../../../support/fakeAccount.ts';

describe('work of which one at a time may go on', () => {
  const account = fakeAccount({ buckets: fakeBuckets(new Map([['b', new Map<string, string>()]])) });
  const signal = new AbortController().signal;

  /** A service that has `going` under way, and what was done with it. */
  const service = (going?: string) => {
    const calls: string[] = [];
    let [underWay, done] = [going, false];
    const work: SingleWork = {
      claim: { bucket: 'b', key: 'claim' },
      underWay: () => Promise.resolve(underWay),
      isDone: () => Promise.resolve(done),
      begin: () => {
        calls.push('begin');
        return Promise.resolve((underWay = 'own'));
      },
      finish: async (id) => {
        calls.push(`finish ${id}`);
        await new Promise(setImmediate);
        [underWay, done] = [undefined, true];
      },
      follow: async (id) => {
        calls.push(`follow ${id}`);
        await new Promise(setImmediate);
        underWay = undefined;
      },
    };
    return { work, calls };
  };

  it('is begun and finished', async () => {
    const { work, calls } = service();
    await runOnce(account, work, signal);
    assert.deepEqual(calls, ['begin', 'finish own']);
  });

  it('is begun by one of two who come at the same moment', async () => {
    const { work, calls } = service();
    await Promise.all([runOnce(account, work, signal), runOnce(account, work, signal)]);
    assert.equal(calls.filter((call) => call === 'begin').length, 1);
  });

  it("is followed where it is another's, and begun where that has not made what is wanted", async () => {
    const { work, calls } = service('other');
    await runOnce(account, work, signal);
    assert.deepEqual(calls, ['follow other', 'begin', 'finish own']);
  });

  it('is not begun where the other has made what is wanted', async () => {
    const { work, calls } = service('other');
    await runOnce(account, { ...work, isDone: () => Promise.resolve(true) }, signal);
    assert.deepEqual(calls, ['follow other']);
  });
});
