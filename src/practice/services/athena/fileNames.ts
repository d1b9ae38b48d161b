import type { StatementRun } from './statementRun.ts';

/** The beginning of the names of the files a query writes: its time, a number and a word of its own. */
export function fileStem({ id, clock }: Pick<StatementRun, 'id' | 'clock'>): string {
  const time = clock.now().toISOString().replace(/[-:]/g, '').replace('T', '_').slice(0, 15);
  const letters = id.replaceAll('-', '');
  const number = String(parseInt(letters.slice(0, 6), 16) % 100_000).padStart(5, '0');
  return `${time}_${number}_${letters.slice(-5)}`;
}
