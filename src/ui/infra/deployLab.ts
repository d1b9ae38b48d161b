import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import { argument } from '../argument.ts';
import type { Editor } from '../editor.ts';
import { chooseEditor } from './chooseEditor.ts';
import { readTemplate, workOnStack, type StackTask } from './labStack.ts';
import { showDeployed } from './showDeployed.ts';

/**
 * Deploys what the lab needs into the account in use: on AWS after choosing an editor for attendees, unless `{ force: true }`
 * asks nothing and keeps what a stack has. Answers whether it is there.
 */
export async function deployLab(editor: Editor, ...args: unknown[]): Promise<boolean> {
  const [account, { stackName }] = await Promise.all([editor.session.account(), editor.lab.event()]);
  const asks = account.kind === 'aws' && argument(args, 'force') !== true;
  const chosen = asks ? await chooseEditor(account, stackName) : { parameters: {}, vsix: undefined };
  if (!chosen) return false;
  await showDeployed(editor);
  const [{ deploy }, { sendExtension }] = await Promise.all([
    import('../../lab/infra/deploy.ts'),
    import('../../lab/infra/sendExtension.ts'),
  ]);
  const { parameters, vsix } = chosen;
  const task: StackTask = {
    title: vscode.l10n.t("Deploying the lab's resources"),
    by: 'account',
    again: { title: vscode.l10n.t('Deploy Again'), command: commandIds.deployLab },
    whenStopped: () =>
      vscode.window.setStatusBarMessage(
        vscode.l10n.t('Stopped watching; the account goes on. The same command once more follows it.'),
        10_000,
      ),
  };
  const done = await workOnStack(editor, task, async (onProgress, signal) => {
    const deployment = { stackName, template: await readTemplate(editor), parameters };
    const deployed = await deploy(account, deployment, onProgress, signal);
    if (vsix) await sendExtension(account, deployed.stack, await vscode.workspace.fs.readFile(vsix));
    return deployed;
  });
  if (!done) return false;
  const words = {
    made: vscode.l10n.t("The lab's resources are deployed."),
    changed: vscode.l10n.t("The lab's resources are changed."),
    none: vscode.l10n.t("The lab's resources are there already."),
  };
  vscode.window.setStatusBarMessage(words[done.change], 10_000);
  return true;
}
