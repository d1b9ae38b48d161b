import { connectPractice } from '../aws/connect.ts';
import { launchPractice } from '../launch/launchPractice.ts';
import type { Accounts } from '../lab/ports/accounts.ts';
import { practiceStore } from './practiceStore.ts';

/** Opens accounts for the editor. `program` is the practice account's built program. */
export function createAccounts(program: string): Accounts {
  return {
    open: async (choice, options) => {
      if (choice.kind !== 'practice') throw new Error('Only the practice account can be opened yet.');
      const store = options.store ?? practiceStore();
      const practice = await launchPractice({ program, store, pace: options.pace, signal: options.signal });
      const account = await connectPractice({ ...practice, pace: options.pace });
      return {
        account,
        environment: () => Promise.resolve({ AWS_ENDPOINT_URL: practice.endpoint }),
        practice: { store, reset: () => practice.reset() },
        over: practice.over,
        close: () => {
          account.close();
          practice.release();
        },
      };
    },
    profiles: () => Promise.resolve([]),
    practiceStore,
  };
}
