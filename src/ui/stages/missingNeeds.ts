import * as vscode from 'vscode';
import type { StageId } from '../../lab/facts.ts';
import { stages } from '../../lab/stages.ts';
import type { LabModel } from './labModel.ts';

/** Why stages cannot run: one needs another that is neither done nor among them. Looks at those needed first. */
export async function missingNeeds(
  ids: readonly StageId[],
  lab: LabModel,
  signal: AbortSignal,
): Promise<{ readonly id: StageId; readonly reason: string } | undefined> {
  const needs = ids.flatMap((id, index) =>
    stages[id].needs.filter((need) => !ids.slice(0, index).includes(need)).map((need) => ({ id, need })),
  );
  if (!needs.length) return undefined;
  await lab.check([...new Set(needs.map(({ need }) => need))], signal);
  const missing = needs.find(({ need }) => lab.board[need].state !== 'done');
  if (!missing) return undefined;
  const { id, need } = missing;
  return {
    id,
    reason: vscode.l10n.t(
      '"{0}" needs "{1}" first: {2}',
      stages[id].title,
      stages[need].title,
      lab.board[need].text,
    ),
  };
}
