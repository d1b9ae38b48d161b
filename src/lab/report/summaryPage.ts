import type { LabAccount } from '../account.ts';
import type { Board } from '../board/board.ts';
import type { StageId } from '../facts.ts';
import { isOptional, stageIds, stages } from '../stages.ts';
import { accountLine } from './accountLine.ts';
import { factsText } from './factsText.ts';
import { duration } from './format.ts';
import { escapeMarkdown, markdownTable } from './markdown.ts';
import { enginesTitle, summaryTables } from './summaryTables.ts';

/** What was done in the lab, its counts and scores, as a Markdown document. */
export function summaryPage(
  board: Board,
  account: Pick<LabAccount, 'kind' | 'identity' | 'region'>,
  about: { readonly event: string; readonly data: string; readonly at: Date },
): string {
  const { figures, subsets, engines } = summaryTables(<Id extends StageId>(id: Id) => {
    const { state, facts } = board[id];
    return state === 'done' ? facts : undefined;
  });
  // Nobody has to go further.
  const listed = stageIds.filter((id) => !isOptional(id) || board[id].state !== 'notStarted');
  const lines = [
    `# ${escapeMarkdown(about.event)}: summary`,
    '',
    `${escapeMarkdown(accountLine(account))}.`,
    '',
    escapeMarkdown(about.data),
    '',
    `As the account stood on ${about.at.toISOString().slice(0, 16).replace('T', ' at ')} UTC.`,
    '',
    '## Stages',
    '',
    ...markdownTable([['Stage', 'State', 'Ran for', 'Found'], ...listed.map((id) => stageRow(id, board))]),
    '',
    ...(figures.length ? ['## Figures', '', ...markdownTable([['What', 'Value'], ...figures]), ''] : []),
    ...(subsets ? ['## Scores', '', ...markdownTable(subsets), ''] : []),
    ...(engines ? ['## Engines', '', enginesTitle(engines.length - 1), '', ...markdownTable(engines)] : []),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function stageRow(id: StageId, board: Board): string[] {
  const { state, text, facts, elapsed } = board[id];
  // Facts come from the check of the same stage; the board does not say so by type.
  const found = state === 'done' && facts ? factsText(id, facts as never) : text;
  const took = elapsed === undefined ? '' : duration(elapsed / 1000);
  return [stages[id].title, state === 'done' ? 'done' : 'not done', took, found.replaceAll(/\s*\n\s*/g, ' ')];
}
