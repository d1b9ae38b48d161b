import assert from 'node:assert/strict';
import { connectedAccount } from '../support/connectedAccount.ts';

describe('an object under a new key', () => {
  const account = connectedAccount();

  it('is put by one of those who come at the same moment', async () => {
    const { buckets } = account().ports;
    await buckets.create('claims');
    const puts = await Promise.all(['a', 'b', 'c'].map((text) => buckets.putNew('claims', 'key', text)));
    assert.deepEqual(puts.toSorted(), [false, false, true]);
    const first = 'abc'[puts.indexOf(true)];
    assert.equal(Buffer.from((await buckets.read('claims', 'key')) ?? []).toString(), first);
  });
});
