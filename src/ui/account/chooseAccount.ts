import * as vscode from 'vscode';
import type { Caller } from '../../lab/ports/identity.ts';
import type { AccountChoice } from '../../lab/ports/accounts.ts';
import type { Editor } from '../editor.ts';
import { askCredentials } from './askCredentials.ts';
import { connect } from './connect.ts';
import { mayLeave } from './mayLeave.ts';
import { pickAccount } from './pickAccount.ts';
import { pickRegion } from './pickRegion.ts';
import { readAskedChoice, type AskedChoice } from './readChoice.ts';

/**
 * Takes another account for this workspace and connects to it. The argument is a choice, `{ kind: 'practice' }`,
 * `{ kind: 'profile', profile, region? }`, `{ kind: 'machine', region? }` or `{ kind: 'pasted', region? }`; without one it is
 * asked for. Answers with who is connected where; undefined when nobody is, which has been said by then.
 */
export async function chooseAccount(
  editor: Editor,
  given?: unknown,
): Promise<(Caller & { region: string }) | undefined> {
  if (!vscode.workspace.isTrusted) {
    await vscode.commands.executeCommand('workbench.trust.manage');
    return undefined;
  }
  const asked = readAskedChoice(given) ?? (await pickAccount(editor));
  const choice = asked && (await completed(editor, asked));
  if (!choice || !mayLeave(editor)) return undefined;
  await editor.session.choose(choice);
  return connect(editor);
}

/** The choice with its region, and its credentials kept. */
async function completed(editor: Editor, asked: AskedChoice): Promise<AccountChoice | undefined> {
  if (asked.kind === 'practice') return asked;
  const pasted = asked.kind === 'pasted' ? await askCredentials() : undefined;
  if (asked.kind === 'pasted' && !pasted) return undefined;
  const region = asked.region ?? (await pickRegion(editor, asked, pasted?.region));
  if (region === undefined) return undefined;
  if (pasted) await editor.session.pasted.set(pasted.credentials);
  return { ...asked, region };
}
