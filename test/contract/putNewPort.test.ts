import assert from 'node:assert/strict';
import { connectPractice } from '../../src/aws/connect.ts';
import type { LabAccount } from '../../src/lab/account.ts';
import { startTestAccount, type TestAccount } from '../support/practice.ts';

describe('an object under a new key', () => {
  let practice: TestAccount;
  let account: LabAccount;
  before(async () => {
    practice = await startTestAccount();
    account = await connectPractice({ ...practice.client, pace: 0 });
  });
  after(async () => {
    account.close();
    await practice.close();
  });

  it('is put by one of those who come at the same moment', async () => {
    const { buckets } = account.ports;
    await buckets.create('claims');
    const puts = await Promise.all(['a', 'b', 'c'].map((text) => buckets.putNew('claims', 'key', text)));
    assert.deepEqual(puts.toSorted(), [false, false, true]);
    const first = 'abc'[puts.indexOf(true)];
    assert.equal(Buffer.from((await buckets.read('claims', 'key')) ?? []).toString(), first);
  });
});
