import * as vscode from 'vscode';
import { createSeenEndpoints, type EndpointCosts } from '../../lab/costs/seenEndpoints.ts';
import type { Accounts } from '../../lab/ports/accounts.ts';
import type { Disposable } from '../disposable.ts';

/** What the lab's endpoints cost in the account that was opened last, as trees, stages and the pulse have seen them. */
export interface RunningEndpoints extends Disposable {
  readonly costs: EndpointCosts;
  /** The names of those in service. */
  readonly serving: readonly string[];
  readonly onDidChange: vscode.Event<void>;
  /** The same opener; what its accounts answer about endpoints is noted. */
  notingAccounts(accounts: Accounts): Accounts;
}

/** No account opened yet. */
export function createRunningEndpoints(): RunningEndpoints {
  const changed = new vscode.EventEmitter<void>();
  const seen = createSeenEndpoints(() => changed.fire());
  return {
    get costs() {
      return seen.costs;
    },
    get serving() {
      return seen.serving;
    },
    onDidChange: changed.event,
    notingAccounts: (accounts) => ({
      ...accounts,
      open: async (choice, options) => {
        const opened = await accounts.open(choice, options);
        return { ...opened, account: seen.noting(opened.account) };
      },
    }),
    dispose: () => changed.dispose(),
  };
}
