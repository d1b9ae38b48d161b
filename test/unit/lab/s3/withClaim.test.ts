import assert from 'node:assert/strict';
import { withClaim } from '../../../../src/lab/s3/withClaim.ts';
import { fakeAccount, fakeBuckets } from '../../../support/fakeAccount.ts';

describe('a claim', () => {
  const claim = { bucket: 'b', key: 'claim' };
  const signal = new AbortController().signal;
  const lab = (left: readonly [string, string][] = []) => {
    const bucket = new Map(left);
    return { bucket, account: fakeAccount({ buckets: fakeBuckets(new Map([['b', bucket]])) }) };
  };

  it('is held by one at a time, and gone after the last', async () => {
    const { bucket, account } = lab();
    let [inside, most] = [0, 0];
    const work = async (waited: boolean): Promise<boolean> => {
      most = Math.max(most, ++inside);
      await new Promise(setImmediate);
      inside -= 1;
      return waited;
    };
    const waited = await Promise.all([1, 2, 3].map(() => withClaim(account, claim, signal, work)));
    assert.equal(most, 1);
    assert.deepEqual(waited, [false, true, true]);
    assert.equal(bucket.size, 0);
  });

  it('is given back when the work fails', async () => {
    const { bucket, account } = lab();
    const work = () => Promise.reject(new Error('no'));
    await assert.rejects(withClaim(account, claim, signal, work), /no/);
    assert.equal(bucket.size, 0);
  });

  it('is taken over after a while from a lab that broke off', async () => {
    const { account } = lab([['claim', 'left']]);
    assert.equal(await withClaim(account, claim, signal, (waited) => Promise.resolve(waited), 0), true);
  });
});
