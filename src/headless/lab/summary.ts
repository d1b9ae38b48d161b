import { table } from '../../lab/report/format.ts';
import { enginesTitle, summaryTables } from '../../lab/report/summaryTables.ts';
import { factsOf, type StageResult } from './results.ts';

/** What a practitioner would check at the end, as lines; as much of it as this run has come to. */
export function summary(results: readonly StageResult[]): string[] {
  const { figures, subsets, engines } = summaryTables((id) => factsOf(results, id));
  const lines = table(figures);
  if (!subsets || !engines) return lines;
  return [...lines, '', ...table(subsets), '', enginesTitle(engines.length - 1), ...table(engines)];
}
