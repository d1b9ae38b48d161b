import { stages } from '../../stages.ts';
import { levels, type Finding } from '../finding.ts';
import type { CheckResult } from '../runPreflight.ts';
import { countsText } from './countsText.ts';
import { levelWords } from './levelWords.ts';

/** The results as lines to read: what is wrong first, grouped by level, then what passed. */
export function preflightText(results: readonly CheckResult[]): string[] {
  const found = results.flatMap(({ title, findings }) => findings.map((finding) => ({ title, ...finding })));
  const groups = levels.flatMap((level) => {
    const some = found.filter((finding) => finding.level === level);
    return some.length ? [levelWords[level].several, ...some.flatMap(findingLines), ''] : [];
  });
  const passed = results.filter(({ findings }) => !findings.length);
  return [
    ...groups,
    ...(passed.length ? ['Passed', ...passed.map(({ title }) => `  ✓ ${title}`), ''] : []),
    countsText(results),
  ];
}

function findingLines({
  title,
  level,
  what,
  why,
  stage,
  fix,
}: Finding & { readonly title: string }): string[] {
  const at = stage === 'survey' ? '' : ` At "${stages[stage].title}".`;
  return [`  ${levelWords[level].mark} ${title}: ${what}`, `      ${why}${at}`, `      Fix: ${fix}`];
}
