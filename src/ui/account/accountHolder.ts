import { explainOpening } from '../../lab/explain/opening.ts';
import { unlessAborted } from '../../lab/follow/unlessAborted.ts';
import type { AccountChoice, OpenAccount } from '../../lab/ports/accounts.ts';
import type { SessionState } from './session.ts';

/** Holds one account, opened on first ask. */
export interface AccountHolder {
  readonly state: SessionState;
  /** The account; opens it where it is not open. An opening that is under way is shared. Throws what opening threw. */
  open(signal?: AbortSignal): Promise<OpenAccount>;
  /** Closes what is open or opening; the next ask opens `choice`. */
  choose(choice: AccountChoice): void;
}

/** What ends the waits for an account when another one is chosen meanwhile. */
export class AccountChanged extends Error {
  override readonly name = 'AbortError';
}

/** An opening that is under way. */
interface Opening {
  readonly controller: AbortController;
  promise: Promise<OpenAccount>;
  /** How many wait for it; it is ended when nobody does any more. */
  waiting: number;
}

/** Holds the account of `choice`. `openAccount` opens one; `onChange` is told of every new state. */
export function createAccountHolder(
  choice: AccountChoice,
  openAccount: (choice: AccountChoice, signal: AbortSignal) => Promise<OpenAccount>,
  onChange: (state: SessionState) => void,
): AccountHolder {
  let state: SessionState = { kind: 'closed', choice };
  let opening: Opening | undefined;
  const set = (next: SessionState): void => {
    state = next;
    onChange(next);
  };

  const run = async (own: Opening, chosen: AccountChoice): Promise<OpenAccount> => {
    try {
      const opened = await openAccount(chosen, own.controller.signal);
      if (opening !== own) {
        opened.close();
        throw new AccountChanged('Another account was chosen meanwhile.');
      }
      opening = undefined;
      set({ kind: 'open', choice: chosen, open: opened });
      void opened.over.then(() => {
        if (state.kind !== 'open' || state.open !== opened) return;
        opened.close();
        set({ kind: 'closed', choice: chosen });
      });
      return opened;
    } catch (error) {
      if (opening !== own)
        throw new AccountChanged('Another account was chosen meanwhile.', { cause: error });
      opening = undefined;
      set({ kind: 'failed', choice: chosen, failure: explainOpening(error, chosen) });
      throw error;
    }
  };

  const begin = (): Opening => {
    const own: Opening = { controller: new AbortController(), promise: never, waiting: 0 };
    // Known before anybody is told, who might ask in turn.
    opening = own;
    own.promise = run(own, state.choice);
    own.promise.catch(() => undefined);
    set({ kind: 'opening', choice: state.choice });
    return own;
  };

  const abandon = (): void => {
    const abandoned = opening;
    opening = undefined;
    abandoned?.controller.abort();
  };

  return {
    get state() {
      return state;
    },
    open: async (signal) => {
      signal?.throwIfAborted();
      if (state.kind === 'open') return state.open;
      const shared = opening ?? begin();
      shared.waiting += 1;
      try {
        return await unlessAborted(shared.promise, signal);
      } finally {
        shared.waiting -= 1;
        if (signal?.aborted && shared.waiting === 0 && opening === shared) {
          abandon();
          set({ kind: 'closed', choice: state.choice });
        }
      }
    },
    choose: (next) => {
      abandon();
      if (state.kind === 'open') state.open.close();
      set({ kind: 'closed', choice: next });
    },
  };
}

const never = new Promise<never>(() => undefined);
