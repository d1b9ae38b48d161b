import { STS } from '@aws-sdk/client-sts';
import assert from 'node:assert/strict';
import { startTestAccount, type TestAccount } from '../support/practice.ts';

describe('STS', () => {
  let account: TestAccount;
  before(async () => {
    account = await startTestAccount();
  });
  after(() => account.close());

  it('says who calls: the one user of the account', async () => {
    const { Account, Arn, UserId } = await new STS(account.client).getCallerIdentity();
    assert.equal(Account, '123456789012');
    assert.equal(Arn, 'arn:aws:iam::123456789012:user/practice');
    assert.match(UserId ?? '', /^AIDA[A-Z0-9]{17}$/);
  });
});
