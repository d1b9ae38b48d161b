import * as vscode from 'vscode';
import { connect } from '../account/connect.ts';
import type { Editor } from '../editor.ts';
import type { AwsCli } from './awsCli.ts';
import { oldCliText } from './cliMessages.ts';
import type { TerminalVariables } from './terminalVariables.ts';

/** Opens a terminal in the lab folder, in which AWS clients use the lab's account. Answers with the terminal. */
export async function openTerminal(editor: Editor): Promise<vscode.Terminal | undefined> {
  const { session, folder, terminals } = editor;
  if (session.state.kind !== 'open' && !(await connect(editor, { quiet: true }))) return undefined;
  const given = await terminals.renew();
  if (!given) return undefined;
  const practice = session.state.choice.kind === 'practice';
  const terminal = vscode.window.createTerminal({
    name: practice ? vscode.l10n.t('Practice Account') : vscode.l10n.t('Lab Account'),
    ...(folder.uri && { cwd: folder.uri }),
    ...environmentOf(given),
    message: messageOf(given, await terminals.cli()),
    iconPath: new vscode.ThemeIcon(practice ? 'beaker' : 'cloud'),
    // A terminal that the editor keeps is written to disk with its environment.
    isTransient: true,
  });
  terminal.show();
  return terminal;
}

function environmentOf({
  own,
  others,
}: TerminalVariables): Pick<vscode.TerminalOptions, 'env' | 'strictEnv'> {
  const variables = Object.fromEntries(Object.entries(own).map(([name, value]) => [name, value ?? null]));
  if (own === others) return { env: variables };
  // What other terminals are given would win over this one's own.
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VSCODE|ELECTRON)_/.test(name));
  return { env: { ...Object.fromEntries(inherited), ...variables }, strictEnv: true };
}

function messageOf({ tooOld }: TerminalVariables, cli: AwsCli | undefined): string {
  if (tooOld) return oldCliText(tooOld);
  return cli
    ? vscode.l10n.t("AWS clients in this terminal use the lab's account. Try: aws s3 ls")
    : vscode.l10n.t(
        "AWS clients in this terminal use the lab's account. The AWS CLI was not found on this machine.",
      );
}
