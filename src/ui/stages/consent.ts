import * as vscode from 'vscode';
import type { LabAccount } from '../../lab/account.ts';
import type { LabData } from '../../lab/dataset/labData.ts';
import type { StageId } from '../../lab/facts.ts';
import { accountLine } from '../../lab/report/accountLine.ts';
import { timeAndCost } from '../../lab/report/costLines.ts';
import type { LabContext } from '../../lab/stage.ts';
import { stages } from '../../lab/stages.ts';

/** Asks before anything is written to AWS, and before it costs. */
export type Consent = (ids: readonly StageId[], context: LabContext) => Promise<boolean>;

/** Stages that only read. */
const reading: readonly StageId[] = ['survey'];

/**
 * Asks on AWS only, in one box for all stages: once in this window which account and data are meant, and each time when
 * something is to be paid for. The practice account needs no word.
 */
export function createConsent(): Consent {
  const known = new WeakSet<LabAccount>();
  return async (ids, context) => {
    const { account, event } = context;
    if (account.kind === 'practice' || ids.every((id) => reading.includes(id))) return true;
    const { time, cost } = timeAndCost(ids, event);
    if (!cost.length && known.has(account)) return true;
    const [first] = ids;
    const title =
      ids.length === 1 && first
        ? vscode.l10n.t('Run "{0}" in this AWS account?', stages[first].title)
        : vscode.l10n.t('Run {0} stages in this AWS account?', ids.length);
    const detail = [[vscode.l10n.t('{0}.', accountLine(account)), dataLine(context)], [time], cost];
    const run = vscode.l10n.t('Run');
    const answer = await vscode.window.showWarningMessage(
      title,
      { modal: true, detail: detail.flatMap((lines) => lines.join('\n') || []).join('\n\n') },
      run,
    );
    if (answer !== run) return false;
    known.add(account);
    return true;
  };
}

/** Which data is in use. */
export function dataLine(context: LabContext): string {
  let data: LabData;
  try {
    ({ data } = context);
  } catch {
    return vscode.l10n.t('No engine data is in use.');
  }
  const names = [...data.train, ...data.test.map(({ test }) => test)].map(({ name }) => name);
  return vscode.l10n.t('Engine data: {0} in {1}.', names.join(', '), data.folder);
}
