import type { StageStatus } from '../board/board.ts';
import type { StageId } from '../facts.ts';
import type { Stage } from '../stage.ts';
import { stages } from '../stages.ts';
import { factRows } from './factRows.ts';
import { duration } from './format.ts';
import { escapeMarkdown, markdownTable } from './markdown.ts';
import { stageWords } from './stageWords.ts';

/**
 * A page about a stage, in Markdown: what it does and why, how it stands in the account, and, when it has failed, why
 * and what to do.
 * @param state the word for its state.
 */
export function stagePage(id: StageId, status: StageStatus, state: string): string {
  const { does, why, reset } = stageWords[id];
  const { needs }: Stage = stages[id];
  const lines = [
    `# ${stages[id].title}`,
    '',
    escapeMarkdown(does),
    '',
    escapeMarkdown(why),
    '',
    ...(needs.length ? [`Needs first: ${needs.map((need) => stages[need].title).join(', ')}.`, ''] : []),
    ...(reset === undefined ? [] : [`To reset it: ${escapeMarkdown(reset)}`, '']),
    `## Now: ${state}`,
    '',
    ...standing(id, status),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function standing(id: StageId, { text, fix, facts, outdated, failure, elapsed }: StageStatus): string[] {
  const took = elapsed === undefined ? [] : [`It ran for ${duration(elapsed / 1000)} in this window.`, ''];
  if (failure) {
    return [
      `**What failed.** ${escapeMarkdown(failure.what)}`,
      '',
      `**Why.** ${escapeMarkdown(failure.why)}`,
      '',
      `**What was changed.** ${escapeMarkdown(failure.changed)}`,
      '',
      `**What to do.** ${escapeMarkdown(failure.nextAction)}`,
      '',
      ...took,
      "The service's own words:",
      '',
      ...failure.original.split('\n').map((line) => `    ${line}`),
    ];
  }
  if (facts) {
    // Facts come from the check of the same stage; the board does not say so by type.
    const rows = factRows(id, facts as never);
    return [
      ...(outdated === undefined ? [] : [`**Out of date.** ${escapeMarkdown(outdated)}`, '']),
      ...markdownTable([['What', 'Found in the account'], ...rows]),
      '',
      ...took,
    ];
  }
  return [
    escapeMarkdown(text || 'Its state in the account has not been looked at yet.'),
    '',
    ...(fix === undefined ? [] : [escapeMarkdown(fix), '']),
    ...took,
  ];
}
