import * as vscode from 'vscode';
import { connect } from '../account/connect.ts';
import { practiceSettings } from '../account/practiceSettings.ts';
import type { Editor } from '../editor.ts';
import { findAwsCli, type CliVersion } from './awsCli.ts';
import { oldCliText } from './cliMessages.ts';
import { terminalVariables, type TerminalVariables } from './terminalVariables.ts';

/** Opens a terminal in the lab folder, in which AWS clients use the lab's account. Answers with the terminal. */
export async function openTerminal(editor: Editor): Promise<vscode.Terminal | undefined> {
  const { session, folder } = editor;
  if (session.state.kind !== 'open' && !(await connect(editor, { quiet: true }))) return undefined;
  const { choice } = session.state;
  const credentials = choice.kind === 'pasted' ? await session.pasted.get() : undefined;
  const accounts = await session.accounts();
  const variables = await accounts.variables(choice, { ...practiceSettings(), credentials });
  if (!variables) return undefined;
  const cli = await findAwsCli();
  const given = terminalVariables(choice, variables, cli);
  const terminal = vscode.window.createTerminal({
    name: choice.kind === 'practice' ? vscode.l10n.t('Practice Account') : vscode.l10n.t('Lab Account'),
    ...(folder.uri && { cwd: folder.uri }),
    env: Object.fromEntries(Object.entries(given.own).map(([name, value]) => [name, value ?? null])),
    message: messageOf(given, cli),
    iconPath: new vscode.ThemeIcon(choice.kind === 'practice' ? 'beaker' : 'cloud'),
    // A terminal that the editor keeps is written to disk with its environment.
    isTransient: true,
  });
  terminal.show();
  return terminal;
}

function messageOf({ tooOld }: TerminalVariables, cli: CliVersion | undefined): string {
  if (tooOld) return oldCliText(tooOld);
  return cli
    ? vscode.l10n.t("AWS clients in this terminal use the lab's account. Try: aws s3 ls")
    : vscode.l10n.t(
        "AWS clients in this terminal use the lab's account. The AWS CLI was not found on this machine.",
      );
}
