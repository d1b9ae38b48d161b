import type { PictureSource, PictureView, Section, ViewAction } from '../pictures/pictureView.ts';
import { createShowings } from '../pictures/showings.ts';
import { accountLine } from '../report/accountLine.ts';
import { stages } from '../stages.ts';
import { checkIds, checks } from './checks.ts';
import { levels, type Finding, type FixAction } from './finding.ts';
import type { PreflightInput } from './preflightContext.ts';
import { countsText } from './report/countsText.ts';
import { levelWords } from './report/levelWords.ts';
import { preflightDocument } from './report/preflightDocument.ts';
import { runPreflight, type CheckResult } from './runPreflight.ts';

/** What the view needs of the editor. */
export interface PreflightHost {
  input(signal: AbortSignal): Promise<PreflightInput>;
  copy(text: string): Promise<void>;
  /** What the editor has a command for, with its title. */
  readonly fixes: ReadonlyMap<FixAction, string>;
  fix(action: FixAction): Promise<void>;
}

const again = { id: 'again', label: 'Check Again' };
const copy = { id: 'copy', label: 'Copy as JSON' };

/** The view of an account's check: a table of what was found, and what passed. */
export function createPreflightSource(host: PreflightHost): PictureSource {
  let last: { readonly input: PreflightInput; readonly results: readonly CheckResult[] } | undefined;

  const showings = createShowings(async ({ shown, signal }) => {
    last = undefined;
    const input = await host.input(signal);
    const results: CheckResult[] = [];
    const tell = (isOver: boolean): void => shown(viewOf(input, inOrder(results), isOver, host.fixes));
    tell(false);
    await runPreflight(
      input,
      (result) => {
        results.push(result);
        tell(false);
      },
      signal,
    );
    last = { input, results: inOrder(results) };
    tell(true);
  });

  return {
    show: showings.show,
    act: async (action) => {
      if (action === again.id) await showings.again();
      else if (action === copy.id) {
        if (last) await host.copy(JSON.stringify(preflightDocument(last.input, last.results), undefined, 2));
      } else await host.fix(action as FixAction);
    },
    dispose: () => showings.dispose(),
  };
}

const inOrder = (results: readonly CheckResult[]): CheckResult[] =>
  checkIds.flatMap((id) => results.filter((result) => result.id === id));

function viewOf(
  input: PreflightInput,
  results: readonly CheckResult[],
  isOver: boolean,
  fixes: PreflightHost['fixes'],
): PictureView {
  const { account, event } = input;
  const found = results.flatMap(({ findings }) => findings);
  const waiting = checkIds.filter((id) => !results.some((result) => result.id === id));
  return {
    note: `${accountLine(account)}, for the event "${event.name}".`,
    busy: isOver ? undefined : `Checking: ${waiting.map((id) => checks[id].title).join(', ')}`,
    choices: [],
    actions: [
      { ...again, disabled: !isOver },
      { ...copy, disabled: !isOver },
      ...(isOver ? fixActions(found, fixes) : []),
    ],
    sections: [findingsSection(results, isOver), ...passedSection(results)],
  };
}

function fixActions(found: readonly Finding[], fixes: PreflightHost['fixes']): ViewAction[] {
  const wanted = new Set(found.flatMap(({ action }) => action ?? []));
  return [...fixes].filter(([id]) => wanted.has(id)).map(([id, label]) => ({ id, label }));
}

function findingsSection(results: readonly CheckResult[], isOver: boolean): Section {
  const heading = isOver ? countsText(results) : 'Found so far';
  const all = results.flatMap(({ title, findings }) => findings.map((finding) => ({ title, ...finding })));
  const rows = levels.flatMap((level) =>
    all
      .filter((finding) => finding.level === level)
      .map(({ title, what, why, stage, fix }) => [
        levelWords[level].one,
        title,
        what,
        why,
        stages[stage].title,
        fix,
      ]),
  );
  if (!rows.length) {
    return {
      id: 'findings',
      heading,
      note: isOver ? 'Nothing was found that would stop or trouble the lab.' : 'Nothing yet.',
    };
  }
  return {
    id: 'findings',
    heading,
    tables: [
      {
        id: 'preflight-findings',
        title: 'What was found',
        sentence:
          'A problem stops the lab at its stage, a warning does not. What could not be checked is named.',
        columns: [
          { name: 'Level' },
          { name: 'Check' },
          { name: 'What', prose: true },
          { name: 'Why it matters', prose: true },
          { name: 'Stage' },
          { name: 'How to fix it', prose: true },
        ],
        rows,
      },
    ],
  };
}

function passedSection(results: readonly CheckResult[]): Section[] {
  const passed = results.filter(({ findings }) => !findings.length);
  if (!passed.length) return [];
  return [{ id: 'passed', heading: '✓ Passed', note: passed.map(({ title }) => title).join(' · ') }];
}
