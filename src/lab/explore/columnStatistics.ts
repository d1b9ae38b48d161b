import { labFileNames } from '../files/labFileNames.ts';
import type { CuratedTable } from './curatedTable.ts';

/** How the values of one column of a data set spread. */
export interface ColumnStatistics {
  readonly filename: string;
  readonly column: string;
  readonly count: number;
  readonly distinct: number;
  readonly least: number;
  readonly greatest: number;
  /** To four decimals, as the deviation. */
  readonly mean: number;
  /** Of a sample. */
  readonly deviation: number;
}

const columns = [
  'filename',
  'name',
  'value_count',
  'distinct_values',
  'least',
  'greatest',
  'mean',
  'standard_deviation',
];

/** Asks for the statistics of every column in every data set. */
export async function readColumnStatistics(
  table: CuratedTable,
  signal: AbortSignal,
): Promise<ColumnStatistics[]> {
  return (await table.ask(labFileNames.columnStatistics, columns, signal)).map((row) => {
    // The files have -0.0000, too, which is no other value than 0.
    const number = (name: string): number => Number(row[name] ?? NaN) + 0;
    return {
      filename: row['filename'] ?? '',
      column: row['name'] ?? '',
      count: number('value_count'),
      distinct: number('distinct_values'),
      least: number('least'),
      greatest: number('greatest'),
      mean: number('mean'),
      deviation: number('standard_deviation'),
    };
  });
}
