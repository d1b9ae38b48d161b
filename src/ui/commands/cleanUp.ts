import * as vscode from 'vscode';
import { deleteLabWork } from '../../lab/cleanUp/labWork.ts';
import { findCosts } from '../../lab/cleanUp/runningCosts.ts';
import type { Outcome } from '../../lab/runStage.ts';
import { argument } from '../argument.ts';
import { choose } from '../confirm.ts';
import type { Editor } from '../editor.ts';
import { showFailure } from '../stages/showFailure.ts';

/**
 * Deletes what costs money as long as it is there, after naming it; if chosen so, or with `{ everything: true }`, also the
 * tables and objects that the lab has made.
 */
export async function cleanUp(editor: Editor, ...args: unknown[]): Promise<readonly Outcome[]> {
  const { runs } = editor;
  const isNamed = argument(args, 'everything') === true;
  const isForced = argument(args, 'force') === true;
  const chosen = isForced ? { everything: isNamed } : await ask(editor, isNamed);
  if (!chosen) return [];
  const outcomes = await runs.run(['cleanUp'], { yes: true });
  if (chosen.everything && outcomes.every(({ kind }) => kind === 'done')) {
    await runs.work('cleanUp', vscode.l10n.t("Deleting the lab's tables and objects"), deleteLabWork);
    void editor.lab.check();
  }
  return outcomes;
}

/** Says what is there, and lets somebody choose what is to be deleted. */
async function ask(
  { session, lab }: Editor,
  everythingOnly: boolean,
): Promise<{ readonly everything: boolean } | undefined> {
  let lines: string[];
  try {
    const costs = await findCosts(await session.account());
    const named = (ofTheLab: boolean): string =>
      costs
        .filter((cost) => cost.ofTheLab === ofTheLab)
        .map(({ kind, name, state }) => `${kind} ${name} (${state})`)
        .join(', ');
    const [own, others] = [named(true), named(false)];
    lines = [
      own
        ? vscode.l10n.t('These are there and will be deleted or stopped: {0}.', own)
        : vscode.l10n.t('Nothing of the lab runs now; configurations and models that are left are deleted.'),
      ...(others ? [vscode.l10n.t("Not the lab's, and left alone: {0}.", others)] : []),
      vscode.l10n.t('Everything also drops the tables and deletes the objects that the lab has made in S3.'),
    ];
  } catch (error) {
    showFailure(lab.explain(error, 'cleanUp'), 'cleanUp');
    return undefined;
  }
  const [running, everything] = [vscode.l10n.t('Delete What Runs'), vscode.l10n.t('Delete Everything')];
  const buttons = everythingOnly ? [everything] : [running, everything];
  const answer = await choose(vscode.l10n.t('Clean up the lab?'), lines.join('\n'), ...buttons);
  return answer === undefined ? undefined : { everything: answer === everything };
}
