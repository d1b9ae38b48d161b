import * as vscode from 'vscode';
import type { AccountChoice, Profile, StoredPractice } from '../../lab/ports/accounts.ts';
import { byteCount } from '../../lab/report/byteCount.ts';
import type { Editor } from '../editor.ts';
import { practiceSettings } from './practiceSettings.ts';
import type { AskedChoice } from './readChoice.ts';

type Item = vscode.QuickPickItem & { readonly choice?: AskedChoice };

/** Asks which account to work in; undefined when nobody answers. */
export async function pickAccount({ session, log }: Editor): Promise<AskedChoice | undefined> {
  const picked = await vscode.window.showQuickPick(items(), {
    title: vscode.l10n.t('Choose Account'),
    placeHolder: vscode.l10n.t('Where should the lab run?'),
    matchOnDescription: true,
    matchOnDetail: true,
    // A step of the walkthrough that unfolds takes the focus when its picture has loaded.
    ignoreFocusOut: true,
  });
  return picked?.choice;

  async function items(): Promise<Item[]> {
    const accounts = await session.accounts();
    const [practice, profiles] = await Promise.all([
      accounts.describePractice(storeInUse()).catch((error: unknown) => {
        log.warn(String(error));
        return undefined;
      }),
      accounts.profiles(),
    ]);
    const now = session.state.choice;
    return [
      practiceItem(practice, now),
      separator(vscode.l10n.t('AWS profiles')),
      ...profiles.map((profile) => profileItem(profile, now)),
      separator(vscode.l10n.t('Other AWS credentials')),
      pastedItem(now),
      machineItem(now),
    ];
  }
}

function practiceItem(practice: StoredPractice | undefined, now: AccountChoice): Item {
  return {
    label: `$(beaker) ${vscode.l10n.t('Practice account')}`,
    description: described(
      vscode.l10n.t('on this machine, free, without an AWS account'),
      now.kind === 'practice',
    ),
    detail: !practice
      ? vscode.l10n.t('Its folder cannot be read.')
      : practice.made
        ? vscode.l10n.t('In {0}, {1}', practice.store, byteCount(practice.bytes))
        : vscode.l10n.t('Will be made in {0}', practice.store),
    choice: { kind: 'practice' },
  };
}

function profileItem({ name, region, sso }: Profile, now: AccountChoice): Item {
  const inUse = now.kind === 'profile' && now.profile === name;
  const facts = [
    ...(sso ? [vscode.l10n.t('SSO')] : []),
    ...(region === undefined ? [] : [region]),
    // What terminals of this machine would take; here it is only a hint, and nothing is taken unasked.
    ...(process.env['AWS_PROFILE'] === name ? [vscode.l10n.t('named by AWS_PROFILE')] : []),
  ];
  return {
    label: `${sso ? '$(sign-in)' : '$(account)'} ${name}`,
    description: described(facts.join(' · '), inUse),
    choice: { kind: 'profile', profile: name },
  };
}

function pastedItem(now: AccountChoice): Item {
  return {
    label: `$(clippy) ${vscode.l10n.t('Paste event credentials')}`,
    description: described('', now.kind === 'pasted'),
    detail: vscode.l10n.t(
      "As the event's page gives them; kept in the editor's secret storage, never in a file",
    ),
    choice: { kind: 'pasted' },
  };
}

function machineItem(now: AccountChoice): Item {
  const { env } = process;
  const source = env['AWS_ACCESS_KEY_ID']
    ? vscode.l10n.t("AWS_ACCESS_KEY_ID of this window's environment")
    : env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'] || env['AWS_CONTAINER_CREDENTIALS_FULL_URI']
      ? vscode.l10n.t('The role of this container')
      : vscode.l10n.t('The role of this EC2, Cloud9 or SageMaker instance');
  return {
    label: `$(vm) ${vscode.l10n.t("This machine's environment or role")}`,
    description: described('', now.kind === 'machine'),
    detail: source,
    choice: { kind: 'machine' },
  };
}

const separator = (label: string): Item => ({ label, kind: vscode.QuickPickItemKind.Separator });

const described = (text: string, inUse: boolean): string =>
  [text, ...(inUse ? [vscode.l10n.t('in use')] : [])].filter(Boolean).join(' · ');

/** The folder of the settings; a wrong one is said when the account is opened. */
function storeInUse(): string | undefined {
  try {
    return practiceSettings().store;
  } catch {
    return undefined;
  }
}
