import * as vscode from 'vscode';
import { settingIds } from '../../ids.ts';
import type { LabAccount } from '../../lab/account.ts';
import type { Explanation } from '../../lab/explain/explain.ts';
import { explainOpening, OpeningRefused } from '../../lab/explain/opening.ts';
import type { AccountChoice, Accounts, AwsCall, OpenAccount } from '../../lab/ports/accounts.ts';
import { withoutSecrets } from '../../lab/report/withoutSecrets.ts';
import { setContextKey } from '../contextKeys.ts';
import type { Disposable } from '../disposable.ts';
import { createAccountHolder } from './accountHolder.ts';
import { askMfaCode } from './askMfaCode.ts';
import { callText } from './callText.ts';
import { PastedSecret } from './pastedSecret.ts';
import { practiceSettings } from './practiceSettings.ts';
import { RememberedChoice } from './rememberedChoice.ts';

/** How the window stands with its account. */
export type SessionState =
  /** Chosen, but nothing asked for it yet, or its process has ended. */
  | { readonly kind: 'closed'; readonly choice: AccountChoice }
  | { readonly kind: 'opening'; readonly choice: AccountChoice }
  | { readonly kind: 'open'; readonly choice: AccountChoice; readonly open: OpenAccount }
  /** The next ask tries again: whoever is told of this state shows it, and asks when somebody wants it. */
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
  /** Closes the account and lets nobody open one until `work` is done, such as deleting it. */
  closedWhile<T>(work: () => Promise<T>): Promise<T>;
  /** The pasted credentials of this workspace. */
  readonly pasted: PastedSecret;
  /** Loads what opens accounts. */
  accounts(): Promise<Accounts>;
}

/** A session on the choice that this workspace remembers. `accounts` loads what opens them, on first use. */
export function createSession(
  extension: Pick<vscode.ExtensionContext, 'workspaceState' | 'secrets' | 'storageUri'>,
  log: vscode.LogOutputChannel,
  accounts: () => Promise<Accounts>,
): Session {
  const remembered = new RememberedChoice(extension.workspaceState);
  const pasted = new PastedSecret(extension);
  const changed = new vscode.EventEmitter<SessionState>();
  let held = Promise.resolve();
  const openAccount = async (choice: AccountChoice, signal: AbortSignal): Promise<OpenAccount> => {
    await held;
    if (!vscode.workspace.isTrusted) throw untrusted();
    const credentials = choice.kind === 'pasted' ? await pasted.need() : undefined;
    const onCall = (call: AwsCall): void => log.debug(callText(call));
    const opener = await accounts();
    try {
      return await opener.open(choice, {
        ...practiceSettings(),
        credentials,
        mfaCode: askMfaCode,
        onCall,
        signal,
      });
    } catch (error) {
      if (choice.kind === 'pasted' && isExpired(error, choice)) await pasted.forget();
      throw error;
    }
  };
  const holder = createAccountHolder(remembered.get(), openAccount, (state) => {
    tell(state, log);
    changed.fire(state);
  });
  const reopen = (): void => holder.choose(holder.state.choice);
  const subscriptions = [
    changed,
    vscode.workspace.onDidChangeConfiguration((change) => {
      const concerned =
        change.affectsConfiguration(settingIds.practiceStore) ||
        change.affectsConfiguration(settingIds.practicePace);
      if (concerned && holder.state.choice.kind === 'practice') reopen();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(reopen),
  ];
  setContextKey('accountKind', kindOf(holder.state.choice));
  return {
    get state() {
      return holder.state;
    },
    onDidChange: changed.event,
    pasted,
    accounts,
    open: (signal) => holder.open(signal),
    account: async (signal) => (await holder.open(signal)).account,
    choose: async (choice) => {
      holder.choose(choice);
      await remembered.set(choice);
      if (choice.kind !== 'pasted') await pasted.forget();
    },
    closedWhile: async (work) => {
      let letGo: () => void = () => undefined;
      held = new Promise((resolve) => (letGo = resolve));
      try {
        reopen();
        return await work();
      } finally {
        letGo();
      }
    },
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
      reopen();
    },
  };
}

/** Tells the `when` clauses and the log. */
function tell(state: SessionState, log: vscode.LogOutputChannel): void {
  setContextKey('accountKind', kindOf(state.choice));
  setContextKey('connected', state.kind === 'open');
  if (state.kind === 'open') {
    const { kind, region, identity } = state.open.account;
    log.info(`Connected to ${kind} account ${identity.account} in ${region} as ${identity.arn}`);
  } else if (state.kind === 'failed') {
    log.error(withoutSecrets(`${state.failure.what} ${state.failure.original}`));
  }
}

const kindOf = ({ kind }: AccountChoice): LabAccount['kind'] => (kind === 'practice' ? 'practice' : 'aws');

const isExpired = (error: unknown, choice: AccountChoice): boolean =>
  explainOpening(error, choice).kind.startsWith('credentialsExpired');

const untrusted = (): OpeningRefused =>
  new OpeningRefused(
    vscode.l10n.t('This folder is not trusted, and nothing is run or read for one that is not.'),
    vscode.l10n.t('Trust the folder (command "Workspaces: Manage Workspace Trust"), then try again.'),
  );
