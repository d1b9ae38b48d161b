import { sensors, settings } from '../dataset/measurements.ts';
import type { CuratedTable } from './curatedTable.ts';
import type { DataSet } from './dataSets.ts';

/** The rows of one data set, in the order of engines and cycles. Row n is the n-th of every column. */
export interface EngineRows {
  readonly dataSet: DataSet;
  readonly count: number;
  /** Numbers of the units, and the first row of each. */
  readonly units: readonly string[];
  readonly starts: readonly number[];
  readonly cycle: Float64Array;
  /** Cycles left until the engine fails. */
  readonly remaining: Float64Array;
  /** A column of the settings or sensors; empty where there is none. */
  column(name: string): Float64Array;
}

const measured = [...settings, ...sensors].map(({ column }) => column);

/** Reads all rows of a data set. */
export async function readEngineRows(
  table: CuratedTable,
  dataSet: DataSet,
  signal: AbortSignal,
): Promise<EngineRows> {
  const columns = ['unit_number', 'cycle', 'failure_cycle', ...measured];
  const values = await table.numbers(dataSet.filename, columns, dataSet.rows, signal);
  const column = (name: string): Float64Array => values.get(name) ?? new Float64Array();
  const unit = column('unit_number');
  const starts = [...unit.keys()].filter((row) => unit[row] !== unit[row - 1]);
  return {
    dataSet,
    count: unit.length,
    units: starts.map((row) => String(unit[row])),
    starts,
    cycle: column('cycle'),
    remaining: column('failure_cycle'),
    column,
  };
}
