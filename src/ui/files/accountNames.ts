import * as vscode from 'vscode';
import type { LabAccount } from '../../lab/account.ts';
import { labNames } from '../../lab/files/patchedFiles.ts';
import type { LabNames } from '../../lab/patch/labNames.ts';
import type { CtasFacts } from '../../lab/patch/patchSql.ts';
import { requireResources } from '../../lab/survey/resources.ts';
import { readCtasFacts } from '../../lab/tables/splitTable.ts';
import type { Session } from '../account/session.ts';
import type { Disposable } from '../disposable.ts';
import type { LabModel } from '../stages/labModel.ts';

/** What the lab's resources are called in the account in use. */
export interface AccountNames extends Disposable {
  /** Undefined until they are looked up in the account that is open. */
  readonly current: LabNames | undefined;
  readonly onDidChange: vscode.Event<void>;
  /**
   * Looks them up, anew, and with `withFacts` what a CTAS is fitted to as well; opens the account. Throws what is wrong
   * with it, or what of the lab is missing there.
   */
  lookUp(withFacts: boolean, signal?: AbortSignal): Promise<FoundNames>;
  /** Looks them up if the account is open and they are not known; what goes wrong is for the log alone. */
  lookUpIfOpen(): void;
}

/** Names as they were looked up. */
export interface FoundNames {
  readonly names: LabNames;
  readonly facts: CtasFacts | undefined;
}

/** The names of the session's account; another account's are looked up when they are asked for. */
export function createAccountNames(
  session: Session,
  lab: LabModel,
  log: vscode.LogOutputChannel,
): AccountNames {
  const changed = new vscode.EventEmitter<void>();
  let known: { readonly account: LabAccount; readonly names: LabNames } | undefined;
  /** The account that was asked by itself: it is not asked again when that failed. */
  let asked: LabAccount | undefined;
  const openAccount = (): LabAccount | undefined =>
    session.state.kind === 'open' ? session.state.open.account : undefined;
  const lookUp = async (withFacts: boolean, signal?: AbortSignal): Promise<FoundNames> => {
    const account = await session.account(signal);
    const event = await lab.event();
    const resources = await requireResources(account, event, signal);
    const names = labNames(event, resources);
    if (openAccount() === account) {
      known = { account, names };
      changed.fire();
    }
    return {
      names,
      facts: withFacts ? await readCtasFacts({ account, event }, resources, signal) : undefined,
    };
  };
  const subscription = session.onDidChange(() => {
    if (known && openAccount() !== known.account) {
      known = undefined;
      changed.fire();
    }
  });
  return {
    get current() {
      return known?.names;
    },
    onDidChange: changed.event,
    lookUp,
    lookUpIfOpen: () => {
      const account = openAccount();
      if (!account || known || asked === account) return;
      asked = account;
      lookUp(false).catch((error: unknown) => log.info('The names of the account are not known:', error));
    },
    dispose: () => {
      subscription.dispose();
      changed.dispose();
    },
  };
}
