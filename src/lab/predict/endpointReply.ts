import { parse } from 'csv-parse/sync';
import { StageError } from '../stage.ts';

/**
 * The numbers of an endpoint's reply. Images up to 1.2-1 write all on one line, with commas between; later ones write
 * a line each.
 * @param rows how many were sent: as many answers must come.
 */
export function readReply(reply: string, rows: number): number[] {
  const records = parse(reply, { relax_column_count: true, skip_empty_lines: true, trim: true });
  const numbers = records.flat().map(Number);
  if (numbers.length !== rows || !numbers.every(Number.isFinite)) {
    throw new StageError(
      `The endpoint answered ${rows} rows with ${numbers.length} values${numbers.every(Number.isFinite) ? '' : ', not all of them numbers'}: ${reply.slice(0, 80)}`,
      "Check that the endpoint serves the lab's model (deploy again), then predict again.",
    );
  }
  return numbers;
}
