import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import type { LabAccount } from '../../lab/account.ts';
import { explainOpening } from '../../lab/explain/opening.ts';
import type { Caller } from '../../lab/ports/identity.ts';
import { accountLine } from '../../lab/report/accountLine.ts';
import { findResources } from '../../lab/survey/resources.ts';
import { regionSeen } from '../../lab/survey/regionSeen.ts';
import type { Editor } from '../editor.ts';
import { withStop } from '../withStop.ts';
import { CodeNotGiven } from './askMfaCode.ts';
import { mayLeave } from './mayLeave.ts';
import { showAccountFailure } from './showAccountFailure.ts';

/** Connects to the account that is chosen, and says which one it is (unless `quiet`), or why there is none. */
export async function connect(
  editor: Editor,
  { quiet = false } = {},
): Promise<(Caller & { region: string }) | undefined> {
  const { session } = editor;
  const { choice } = session.state;
  const title =
    choice.kind === 'practice'
      ? vscode.l10n.t('Opening the practice account')
      : vscode.l10n.t('Connecting to AWS');
  return withStop(title, async (signal) => {
    try {
      const { account, practice } = await session.open(signal);
      if (!quiet && !(await isElsewhere(editor, account, signal))) {
        const line = accountLine(account);
        void vscode.window.showInformationMessage(
          practice ? vscode.l10n.t('{0}, kept in {1}.', line, practice.store) : vscode.l10n.t('{0}.', line),
        );
      }
      return { ...account.identity, region: account.region };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof CodeNotGiven) return undefined;
      showAccountFailure(explainOpening(error, choice), choice);
      return undefined;
    }
  });
}

/** Whether the lab's resources are not in this region, which is said then, with the region that they seem to be in. */
async function isElsewhere(editor: Editor, account: LabAccount, signal: AbortSignal): Promise<boolean> {
  if (account.kind === 'practice') return false;
  let region: ReturnType<typeof regionSeen>;
  try {
    region = regionSeen(await findResources(account, await editor.lab.event(), signal), account.region);
  } catch (error) {
    signal.throwIfAborted();
    // Who may not list them is told so by the survey of the account.
    editor.log.info(`The lab's resources were not looked for: ${(error as Error).name}`);
    return false;
  }
  if (region === 'here') return false;
  const line = accountLine(account);
  const { choice } = editor.session.state;
  const other = region ? vscode.l10n.t('Use {0}', region) : vscode.l10n.t('Choose Account');
  void vscode.window
    .showWarningMessage(
      region
        ? vscode.l10n.t("{0}. The lab's resources are not there, but seem to be in {1}.", line, region)
        : vscode.l10n.t(
            "{0}. None of the lab's resources is there: is this the event's account and region?",
            line,
          ),
      other,
    )
    .then(async (chosen) => {
      if (chosen !== other) return;
      if (region && choice.kind !== 'practice') {
        if (!mayLeave(editor)) return;
        await editor.session.choose({ ...choice, region });
        await connect(editor);
      } else await vscode.commands.executeCommand(commandIds.chooseAccount);
    });
  return true;
}
