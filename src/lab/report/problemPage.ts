import type { Board, StageStatus } from '../board/board.ts';
import type { Explanation } from '../explain/explain.ts';
import type { StageId } from '../facts.ts';
import { stageIds, stages } from '../stages.ts';
import { escapeMarkdown, markdownTable } from './markdown.ts';
import { withoutSecrets } from './withoutSecrets.ts';

/** What a report of a problem is made of. */
export interface ProblemFacts {
  /** Names and versions: of the extension, the editor, the system. */
  readonly versions: readonly (readonly [string, string])[];
  /** The extension's settings, by their names. */
  readonly settings: readonly (readonly [string, string])[];
  /** Its kind, its region, and whether it is open. */
  readonly account: string;
  readonly board: Board;
  /** The log's last lines, as they are. */
  readonly log: string;
  /** The user's home folder and name, which are taken out. */
  readonly home: string;
  readonly user: string;
}

/** A report of a problem, in Markdown, with secrets, account ids, the home folder and the user's name taken out. */
export function problemPage(facts: ProblemFacts): string {
  const { versions, settings, account, board, log } = facts;
  const failed = stageIds.flatMap((id) => {
    const { failure } = board[id];
    return failure ? [failureLines(stages[id].title, failure)] : [];
  });
  const page = [
    '# CMAPSS ML Lab: report of a problem',
    '',
    'Keys, account ids, your name and your home folder have been taken out. Read it once more before you pass it on.',
    '',
    '## What happened',
    '',
    'Say here what you did, what you expected, and what you saw instead.',
    '',
    '## Where',
    '',
    ...markdownTable([['What', 'Value'], ...versions, ['Account', account]]),
    '',
    '## Settings',
    '',
    ...markdownTable([['Setting', 'Value'], ...settings]),
    '',
    '## Stages',
    '',
    ...markdownTable([['Stage', 'State', 'What is known'], ...stageIds.map((id) => stageRow(id, board[id]))]),
    '',
    '## Failures',
    '',
    ...(failed.length ? failed.flat() : ['No stage has failed in this window.', '']),
    '## Log',
    '',
    'The last lines:',
    '',
    '```text',
    log.replaceAll('```', "'''").trimEnd(),
    '```',
    '',
  ].join('\n');
  return redacted(page, facts);
}

function stageRow(id: StageId, { state, text, outdated }: StageStatus): string[] {
  const words = { unknown: 'not looked at yet', notStarted: 'not done' } as const;
  const word = state === 'unknown' || state === 'notStarted' ? words[state] : state;
  return [stages[id].title, word, oneLine([text, outdated].filter(Boolean).join(' '))];
}

/** A failure, each thing about it once. */
function failureLines(title: string, { kind, what, why, nextAction, original }: Explanation): string[] {
  return [
    `### ${title}`,
    '',
    ...[what, why, `What to do: ${nextAction}`, `Kind: ${kind}`].map((line) => `- ${escapeMarkdown(line)}`),
    '',
    '```text',
    original.replaceAll('```', "'''"),
    '```',
    '',
  ];
}

/** The page without what is nobody else's business. */
function redacted(page: string, { home, user }: ProblemFacts): string {
  // JSON and logs write a Windows path's backslashes twice.
  const homes = [home, home.replaceAll('\\', '\\\\'), home.replaceAll('\\', '/')].filter(
    (path) => path.length > 1,
  );
  const withoutHome = homes.reduce((text, path) => text.replaceAll(path, '~'), withoutSecrets(page));
  const withoutUser =
    user.length > 2 ? withoutHome.replaceAll(new RegExp(`\\b${quoted(user)}\\b`, 'g'), 'user') : withoutHome;
  return withoutUser.replaceAll(/(?<!\d)\d{12}(?!\d)/g, (id) => `${id.slice(0, 2)}**********`);
}

const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ');
const quoted = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
