import type { Board } from '../board/board.ts';
import { stageIds } from '../stages.ts';
import { markdownTable } from './markdown.ts';
import { withoutSecrets } from './withoutSecrets.ts';

/** What a report of a problem is made of. */
export interface ProblemFacts {
  /** Names and versions: of the extension, the editor, the system. */
  readonly versions: readonly (readonly [string, string])[];
  /** `practice` or `aws`, with the region. */
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
  const { versions, account, board, log } = facts;
  const stages = stageIds.map((id) => [
    id,
    board[id].state,
    board[id].text,
    board[id].failure?.original ?? '',
  ]);
  const page = [
    '# What happened',
    '',
    'Say here what you did, what you expected, and what you saw instead.',
    '',
    '# Where',
    '',
    ...markdownTable([['What', 'Version'], ...versions, ['account', account]]),
    '',
    '# Stages',
    '',
    ...markdownTable([['Stage', 'State', 'Text', 'Original'], ...stages.map((row) => row.map(oneLine))]),
    '',
    '# Log',
    '',
    '```text',
    log.replaceAll('```', "'''").trimEnd(),
    '```',
    '',
  ].join('\n');
  return redacted(page, facts);
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
