import { connectPractice } from '../../src/aws/connect.ts';
import type { LabAccount } from '../../src/lab/account.ts';
import { startTestAccount, type TestAccount } from './practice.ts';

/** Has a practice account, connected to, for the tests of the suite that calls this; the answer gives it to a test. */
export function connectedAccount(options?: { readonly provisioned: boolean }): () => LabAccount {
  let practice: TestAccount;
  let account: LabAccount;
  before(async () => {
    practice = await startTestAccount(options);
    account = await connectPractice({ ...practice.client, pace: 0 });
  });
  after(async () => {
    account.close();
    await practice.close();
  });
  return () => account;
}
