import type { CredentialsSource } from '../aws/credentials.ts';
import type { AccountChoice, Accounts, OpenAccount, OpenOptions } from '../lab/ports/accounts.ts';
import { clientVariables } from './clientVariables.ts';
import { practiceStore } from './practiceStore.ts';
import { deletePractice, describePractice, refuseForeignFolder } from './storedPractice.ts';

// The AWS SDK is large: what needs it is loaded when it is first needed, not with this file.

/** Opens accounts for the editor. `program` is the practice account's built program. */
export function createAccounts(program: string): Accounts {
  return {
    open: (choice, options) =>
      choice.kind === 'practice' ? openPracticeAccount(program, options) : openAws(choice, options),
    variables: clientVariables,
    profiles: async () => (await import('../aws/profiles.ts')).listProfiles(),
    practiceStore,
    describePractice: (store = practiceStore()) => describePractice(store),
    deletePractice: (store = practiceStore()) => deletePractice(store),
  };
}

async function openPracticeAccount(program: string, options: OpenOptions): Promise<OpenAccount> {
  const { store = practiceStore(), pace, onCall, signal } = options;
  await refuseForeignFolder(store);
  const { openPractice } = await import('./openPractice.ts');
  const { account, practice } = await openPractice({ program, store, pace, onCall, signal });
  return {
    account,
    practice: { store, reset: () => practice.reset() },
    over: practice.over,
    close: () => {
      account.close();
      practice.release();
    },
  };
}

async function openAws(
  choice: Exclude<AccountChoice, { kind: 'practice' }>,
  { credentials, mfaCode, onCall, signal }: OpenOptions,
): Promise<OpenAccount> {
  const { connectAws } = await import('../aws/connect.ts');
  const source = choice.kind === 'profile' ? { ...choice, mfaCode } : sourceOf(choice, credentials);
  const account = await connectAws(source, choice.region, { onCall, signal });
  let end: () => void = () => undefined;
  const over = new Promise<void>((resolve) => (end = resolve));
  return {
    account,
    over,
    close: () => {
      account.close();
      end();
    },
  };
}

function sourceOf(
  choice: Extract<AccountChoice, { kind: 'machine' | 'pasted' }>,
  keys: OpenOptions['credentials'],
): CredentialsSource {
  if (choice.kind !== 'pasted') return choice;
  if (!keys) throw new MissingCredentials('The pasted credentials are not there any more.');
  return { kind: 'keys', keys };
}

/** Named as the SDK names it, so that it is explained in the same words. */
class MissingCredentials extends Error {
  override readonly name = 'CredentialsProviderError';
}
