import { connectPractice } from '../aws/connect.ts';
import type { LabAccount } from '../lab/account.ts';
import type { AwsCall } from '../lab/ports/accounts.ts';
import { launchPractice, type LaunchOptions, type Practice } from '../launch/launchPractice.ts';

/** A practice account that is served, this program's hold on its process, and the account as the lab uses it. */
export interface OpenPractice {
  readonly account: LabAccount;
  readonly practice: Practice;
}

/** Finds or starts the process of a store's practice account and connects to it. */
export async function openPractice(
  options: LaunchOptions & {
    readonly pace: number;
    readonly onCall?: ((call: AwsCall) => void) | undefined;
  },
): Promise<OpenPractice> {
  const { pace, onCall, signal } = options;
  const practice = await launchPractice(options);
  try {
    return { practice, account: await connectPractice({ ...practice, pace }, { onCall, signal }) };
  } catch (error) {
    practice.release();
    throw error;
  }
}
