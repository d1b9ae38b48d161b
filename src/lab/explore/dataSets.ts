import { trainedSubset } from '../dataset/trainedSubset.ts';
import { labFileNames } from '../files/labFileNames.ts';
import type { CuratedTable } from './curatedTable.ts';

/** One engine of the curated table. */
export interface EngineLife {
  /** The number of its unit, unique in its data set. */
  readonly unit: string;
  /** Cycles from its first to its last row. */
  readonly life: number;
  /** Different cycles, and rows: the same, unless rows came twice. */
  readonly cycles: number;
  readonly rows: number;
}

/** The engines that came from one file. */
export interface DataSet {
  /** As the column `filename` has it: `train_FD001.txt`. */
  readonly filename: string;
  /** As people call it: `FD001`. */
  readonly name: string;
  readonly engines: readonly EngineLife[];
  readonly rows: number;
}

const columns = ['filename', 'unit_number', 'life', 'cycles', 'row_count'];

/** Asks for the engines of every data set in the curated table, in the order of their names and numbers. */
export async function readDataSets(table: CuratedTable, signal: AbortSignal): Promise<DataSet[]> {
  const found = new Map<string, EngineLife[]>();
  for (const row of await table.ask(labFileNames.lifetimes, columns, signal)) {
    const filename = row['filename'] ?? '';
    const engines = found.get(filename) ?? [];
    found.set(filename, engines);
    engines.push({
      unit: row['unit_number'] ?? '',
      life: Number(row['life']),
      cycles: Number(row['cycles']),
      rows: Number(row['row_count']),
    });
  }
  return [...found]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([filename, engines]) => ({
      filename,
      name: trainedSubset(filename) || filename,
      engines: engines.sort((one, other) => Number(one.unit) - Number(other.unit)),
      rows: engines.reduce((sum, { rows }) => sum + rows, 0),
    }));
}

/** What is wrong with the engines, in a sentence: some have a cycle twice. Undefined where all is well. */
export function doubledCycles(dataSets: readonly DataSet[]): string | undefined {
  const doubled = dataSets.flatMap(({ name, engines }) =>
    engines.filter(({ rows, cycles }) => rows > cycles).map(({ unit }) => ({ name, unit })),
  );
  const [first] = doubled;
  if (!first) return undefined;
  const others = doubled.length > 1 ? ` and ${doubled.length - 1} more have` : ' has';
  return `Engine ${first.unit} of ${first.name}${others} a cycle twice: rows were published or written more than once. They are drawn as they are; Run Glue ETL again writes them anew.`;
}
