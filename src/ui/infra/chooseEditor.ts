import * as vscode from 'vscode';
import type { LabAccount } from '../../lab/account.ts';
import { parameterNames } from '../../lab/infra/labStack.ts';
import { editorKinds, stackEditor, type EditorKind } from '../../lab/infra/stackEditor.ts';
import { accountLine } from '../../lab/report/accountLine.ts';
import { choose } from '../confirm.ts';

/** The editor for attendees, as the template's parameters, and the extension's package for it. */
export interface EditorChoice {
  readonly parameters: Readonly<Record<string, string>>;
  readonly vsix: vscode.Uri | undefined;
}

/**
 * Says where it will be deployed and what that costs, and has somebody choose the editor: the one that the stack has comes
 * first, and is lost only when they agree to it. Undefined when they leave.
 */
export async function chooseEditor(
  account: LabAccount,
  stackName: string,
): Promise<EditorChoice | undefined> {
  const present = stackEditor(await account.ports.stacks.get(stackName));
  const picked = await vscode.window.showQuickPick(itemsOf(present), {
    title: vscode.l10n.t("Deploy the lab's resources: {0}", accountLine(account)),
    placeHolder: vscode.l10n.t('Which editor do attendees use?'),
    ignoreFocusOut: true,
  });
  if (!picked || !(await mayLose(stackName, present, picked.value))) return undefined;
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

type Item = vscode.QuickPickItem & { readonly value: EditorKind };

function itemsOf(present: EditorKind | undefined): Item[] {
  const items: Record<EditorKind, vscode.QuickPickItem> = {
    none: {
      label: vscode.l10n.t('Without an editor in the cloud'),
      detail: vscode.l10n.t(
        'Attendees work in VS Code on their own machines. The notebook instance costs money by the hour.',
      ),
    },
    'code-server': {
      label: vscode.l10n.t('With code-server'),
      detail:
        present === 'code-server'
          ? // CloudFormation looks the template's image up at each deployment, and takes no other for such a parameter.
            vscode.l10n.t('Its disk is lost if Amazon Linux has a newer image: the instance is made anew.')
          : vscode.l10n.t(
              'An editor in the browser, on an EC2 instance that only Session Manager reaches. It costs money by the hour.',
            ),
    },
    cloud9: {
      label: vscode.l10n.t('With Cloud9'),
      detail: vscode.l10n.t(
        'Only in accounts that used Cloud9 before July 2024. It costs money while it runs.',
      ),
    },
  };
  const order = [...editorKinds].sort((one, other) => Number(other === present) - Number(one === present));
  return order.map((value) => ({
    ...items[value],
    value,
    ...(value === present ? { description: vscode.l10n.t('as it is') } : {}),
  }));
}

/** Whether an editor that is there may go, where it would. */
async function mayLose(
  stackName: string,
  present: EditorKind | undefined,
  chosen: EditorKind,
): Promise<boolean> {
  if (present === undefined || present === 'none' || present === chosen) return true;
  const button = vscode.l10n.t('Delete the Editor');
  const detail = vscode.l10n.t(
    'The stack {0} has {1}. It is deleted with its disk: what attendees keep there is lost.',
    stackName,
    present === 'cloud9' ? 'Cloud9' : present,
  );
  return (await choose(vscode.l10n.t('Delete the editor that is there?'), detail, button)) === button;
}
