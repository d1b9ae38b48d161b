import * as vscode from 'vscode';
import { connect } from '../account/connect.ts';
import type { Editor } from '../editor.ts';
import { showCliNeeded } from './cliMessages.ts';
import { findAwsCli, ssoLoginArguments } from './awsCli.ts';

/**
 * Signs a profile in through IAM Identity Center: `aws sso login` runs in a terminal, and once that has ended well the
 * account is connected to. The argument is the profile; without it, the one that is chosen or picked. Answers with who
 * is connected then, if anybody.
 */
export async function signIn(editor: Editor, given?: unknown): ReturnType<typeof connect> {
  const profile = typeof given === 'string' && given ? given : await profileToSignIn(editor);
  if (profile === undefined) return undefined;
  const cli = await findAwsCli();
  const args = cli && ssoLoginArguments(cli.version, profile, vscode.env.remoteName !== undefined);
  if (!args) {
    showCliNeeded(
      cli
        ? vscode.l10n.t('The AWS CLI on this machine is version 1, which cannot sign in with SSO.')
        : vscode.l10n.t('Signing in needs the AWS CLI, which was not found on this machine.'),
    );
    return undefined;
  }
  // Run by its name and arguments: a profile's name never goes through a shell.
  const terminal = vscode.window.createTerminal({
    name: vscode.l10n.t('Sign in: {0}', profile),
    shellPath: cli.program,
    shellArgs: args,
    iconPath: new vscode.ThemeIcon('sign-in'),
    isTransient: true,
  });
  terminal.show();
  const code = await endOf(terminal);
  const { choice } = editor.session.state;
  if (code !== 0 || choice.kind !== 'profile' || choice.profile !== profile) return undefined;
  await editor.session.choose(choice);
  return connect(editor);
}

async function profileToSignIn({ session }: Editor): Promise<string | undefined> {
  const { choice } = session.state;
  const profiles = (await (await session.accounts()).profiles()).filter(({ sso }) => sso);
  if (choice.kind === 'profile' && profiles.some(({ name }) => name === choice.profile))
    return choice.profile;
  if (!profiles.length) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        "No profile of this machine's AWS configuration signs in with SSO: run `aws configure sso` first.",
      ),
    );
    return undefined;
  }
  return vscode.window.showQuickPick(
    profiles.map(({ name }) => name),
    { title: vscode.l10n.t('Sign In with SSO'), placeHolder: vscode.l10n.t('Which profile?') },
  );
}

function endOf(terminal: vscode.Terminal): Promise<number | undefined> {
  return new Promise((resolve) => {
    const subscription = vscode.window.onDidCloseTerminal((closed) => {
      if (closed !== terminal) return;
      subscription.dispose();
      resolve(closed.exitStatus?.code);
    });
  });
}
