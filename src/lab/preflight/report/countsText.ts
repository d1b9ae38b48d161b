import { levels, type Level } from '../finding.ts';
import type { CheckResult } from '../runPreflight.ts';

/** How many findings of each level there are. */
export function countFindings(results: readonly CheckResult[]): Readonly<Record<Level, number>> {
  const all = results.flatMap(({ findings }) => findings);
  const count = (level: Level): number => all.filter((finding) => finding.level === level).length;
  return Object.fromEntries(levels.map((level) => [level, count(level)])) as Record<Level, number>;
}

/** What the checks came to, in a sentence: `1 problem, 2 warnings; 10 of 14 checks passed.` */
export function countsText(results: readonly CheckResult[]): string {
  const counts = countFindings(results);
  const passed = results.filter(({ findings }) => !findings.length).length;
  const several = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
  const parts = [
    ...(counts.problem ? [several(counts.problem, 'problem')] : []),
    ...(counts.warning ? [several(counts.warning, 'warning')] : []),
    ...(counts.notChecked ? [`${counts.notChecked} not checked`] : []),
    ...(counts.note ? [several(counts.note, 'note')] : []),
  ];
  const passing =
    passed === results.length
      ? `All ${passed} checks passed`
      : `${passed} of ${results.length} checks passed`;
  return `${[...(parts.length ? [parts.join(', ')] : []), passing].join('; ')}.`;
}
