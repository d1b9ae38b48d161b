import assert from 'node:assert/strict';
import type { OpenAccount } from '../../../../src/lab/ports/accounts.ts';
import { accountText } from '../../../../src/ui/looks/accountText.ts';
import { fakeAccount } from '../../../support/fakeAccount.ts';

describe('What stands beside the title of a view', () => {
  it('is account and region, also before the account is opened', () => {
    assert.equal(accountText({ kind: 'closed', choice: { kind: 'practice' } }), 'practice · us-east-1');
    const choice = { kind: 'profile', profile: 'event', region: 'eu-west-1' } as const;
    assert.equal(accountText({ kind: 'closed', choice }), 'event · eu-west-1');
  });

  it("is AWS's number of an account that is open", () => {
    const open: OpenAccount = {
      account: { ...fakeAccount({}), kind: 'aws', region: 'eu-west-1' },
      over: new Promise<void>(() => undefined),
      close: () => undefined,
    };
    const choice = { kind: 'machine', region: 'eu-west-1' } as const;
    assert.equal(accountText({ kind: 'open', choice, open }), 'AWS 123456789012 · eu-west-1');
  });
});
