import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import type { LabAccount } from '../../lab/account.ts';
import { parameterNames } from '../../lab/infra/labStack.ts';
import { accountLine } from '../../lab/report/accountLine.ts';
import { argument } from '../argument.ts';
import type { Editor } from '../editor.ts';
import { readTemplate, workOnStack, type StackTask } from './labStack.ts';
import { showDeployed } from './showDeployed.ts';

/**
 * Deploys what the lab needs into the account in use: on AWS after choosing an editor for attendees, unless `{ force: true }`
 * asks nothing. Answers whether it is there.
 */
export async function deployLab(editor: Editor, ...args: unknown[]): Promise<boolean> {
  const [account, { stackName }] = await Promise.all([editor.session.account(), editor.lab.event()]);
  const asks = account.kind === 'aws' && argument(args, 'force') !== true;
  const chosen = asks ? await chooseEditor(account) : { parameters: {}, vsix: undefined };
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

interface EditorChoice {
  readonly parameters: Readonly<Record<string, string>>;
  readonly vsix: vscode.Uri | undefined;
}

/** Says where it will deploy and what that costs, and has somebody choose the editor; undefined when they leave. */
async function chooseEditor(account: LabAccount): Promise<EditorChoice | undefined> {
  const items = [
    {
      label: vscode.l10n.t('Without an editor in the cloud'),
      detail: vscode.l10n.t(
        'Attendees work in VS Code on their own machines. The notebook instance costs money by the hour.',
      ),
      value: 'none',
    },
    {
      label: vscode.l10n.t('With code-server'),
      detail: vscode.l10n.t(
        'An editor in the browser, on an EC2 instance that only Session Manager reaches. It costs money by the hour.',
      ),
      value: 'code-server',
    },
    {
      label: vscode.l10n.t('With Cloud9'),
      detail: vscode.l10n.t(
        'Only in accounts that used Cloud9 before July 2024. It costs money while it runs.',
      ),
      value: 'cloud9',
    },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Deploy the lab's resources: {0}", accountLine(account)),
    placeHolder: vscode.l10n.t('Which editor do attendees use?'),
    ignoreFocusOut: true,
  });
  if (!picked) return undefined;
  const parameters = { [parameterNames.editor]: picked.value };
  if (picked.value !== 'code-server') return { parameters, vsix: undefined };
  const [vsix] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t("The extension's package, for code-server (Cancel: later)"),
      openLabel: vscode.l10n.t('Use This Package'),
      filters: { VSIX: ['vsix'] },
    })) ?? [];
  return { parameters, vsix };
}
