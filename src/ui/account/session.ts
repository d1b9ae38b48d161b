import * as vscode from 'vscode';
import { settingIds } from '../../ids.ts';
import type { LabAccount } from '../../lab/account.ts';
import type { Explanation } from '../../lab/explain/explain.ts';
import type { AccountChoice, Accounts, OpenAccount } from '../../lab/ports/accounts.ts';
import type { Disposable } from '../disposable.ts';

/** How the window stands with its account. */
export type SessionState =
  /** Chosen, but nothing asked for it yet. */
  | { readonly kind: 'closed'; readonly choice: AccountChoice }
  | { readonly kind: 'opening'; readonly choice: AccountChoice }
  | { readonly kind: 'open'; readonly choice: AccountChoice; readonly open: OpenAccount }
  | { readonly kind: 'failed'; readonly choice: AccountChoice; readonly failure: Explanation };

/** The account that this window works in. It is opened when something first asks for it, never at activation. */
export interface Session extends Disposable {
  readonly state: SessionState;
  readonly onDidChange: vscode.Event<SessionState>;
  /** The account; opens it first where it is not open. Throws what opening threw. */
  account(signal?: AbortSignal): Promise<LabAccount>;
  /** The same, with what only its opener knows. */
  open(signal?: AbortSignal): Promise<OpenAccount>;
  /** Takes another account (or the same anew); everything of the one before is closed and forgotten. */
  choose(choice: AccountChoice): Promise<void>;
}

/** A session on the choice that this workspace remembers. `accounts` loads what opens them, on first use. */
export function createSession(log: vscode.LogOutputChannel, accounts: () => Promise<Accounts>): Session {
  const changed = new vscode.EventEmitter<SessionState>();
  let state: SessionState = { kind: 'closed', choice: { kind: 'practice' } };
  let opening: Promise<OpenAccount> | undefined;
  const set = (next: SessionState): void => {
    state = next;
    changed.fire(next);
  };
  const open = (): Promise<OpenAccount> => {
    opening ??= (async () => {
      const { choice } = state;
      set({ kind: 'opening', choice });
      const store = vscode.workspace.getConfiguration().get<string>(settingIds.practiceStore);
      const opened = await (
        await accounts()
      ).open(choice, {
        ...(store && { store }),
        pace: vscode.workspace.getConfiguration().get<number>(settingIds.practicePace, 0),
        onCall: ({ service, operation }) => log.debug(`${service}.${operation}`),
      });
      set({ kind: 'open', choice, open: opened });
      return opened;
    })();
    return opening;
  };
  return {
    get state() {
      return state;
    },
    onDidChange: changed.event,
    open,
    account: async () => (await open()).account,
    choose: async (choice) => {
      (await opening)?.close();
      opening = undefined;
      set({ kind: 'closed', choice });
    },
    dispose: () => {
      if (state.kind === 'open') state.open.close();
      changed.dispose();
    },
  };
}
