import * as vscode from 'vscode';
import { registryAccounts } from '../../lab/event/xgboostImages.ts';
import type { Editor } from '../editor.ts';
import type { AskedChoice } from './readChoice.ts';

/**
 * The region of a choice: the one that came with it, when that is the event's or none of its own is asked for; else it is
 * asked for, with those that are likely first. Undefined when nobody answers.
 */
export async function pickRegion(
  { session, lab }: Editor,
  choice: AskedChoice,
  pasted: string | undefined,
): Promise<string | undefined> {
  const own =
    choice.kind === 'profile'
      ? (await (await session.accounts()).profiles()).find(({ name }) => name === choice.profile)?.region
      : (pasted ?? process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION']);
  // An event's file that cannot be used is said where the event counts.
  const event = await lab.event().then(
    ({ region }) => region,
    () => undefined,
  );
  if (own !== undefined && own === event) return own;
  const likely = new Map([
    ...(event === undefined ? [] : [[event, vscode.l10n.t("the event's")] as const]),
    ...(own === undefined ? [] : [[own, vscode.l10n.t('what the credentials come with')] as const]),
  ]);
  const others = Object.keys(registryAccounts).filter((region) => !likely.has(region));
  const picked = await vscode.window.showQuickPick(
    [
      ...[...likely].map(([label, description]) => ({ label, description })),
      ...others.map((label) => ({ label })),
    ],
    {
      title: vscode.l10n.t('Choose Region'),
      placeHolder: vscode.l10n.t("In which region are the lab's resources?"),
    },
  );
  return picked?.label;
}
