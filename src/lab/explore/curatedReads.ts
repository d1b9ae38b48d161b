import { readColumnStatistics, type ColumnStatistics } from './columnStatistics.ts';
import type { CuratedTable } from './curatedTable.ts';
import { readDataSets, type DataSet } from './dataSets.ts';
import { readEngineRows } from './engineRows.ts';
import { findSensors, type SensorFindings } from './sensorFindings.ts';

/** Something that is read, or was. */
export interface Read<T> {
  readonly result: Promise<T>;
  /** The same, once it is there. */
  readonly known: T | undefined;
}

/** What was read of a curated table: each thing is asked for once, and kept. */
export interface CuratedReads {
  readonly table: CuratedTable;
  dataSets(): Read<readonly DataSet[]>;
  statistics(): Read<readonly ColumnStatistics[]>;
  /** Its rows, and what is found out about its sensors. Another data set that is still being read is given up. */
  sensors(dataSet: DataSet): Read<SensorFindings>;
  /** Stops the queries that are under way. */
  end(): void;
}

const rowsOf = 'rows of ';

/** Reads a curated table as it is asked for. What failed is asked for anew next time. */
export function createCuratedReads(table: CuratedTable): CuratedReads {
  const reads = new Map<string, Read<unknown> & { readonly stop: AbortController }>();
  const once = <T>(key: string, begin: (signal: AbortSignal) => Promise<T>): Read<T> => {
    const before = reads.get(key) as Read<T> | undefined;
    if (before) return before;
    const stop = new AbortController();
    const read = { result: begin(stop.signal), known: undefined as T | undefined, stop };
    reads.set(key, read);
    const forget = (): void => {
      if (reads.get(key) === read) reads.delete(key);
    };
    read.result.then((value) => (read.known = value), forget);
    return read;
  };
  const giveUp = (isGivenUp: (key: string) => boolean): void => {
    for (const [key, { known, stop }] of reads) {
      if (known !== undefined || !isGivenUp(key)) continue;
      stop.abort();
      reads.delete(key);
    }
  };
  return {
    table,
    dataSets: () => once('data sets', (signal) => readDataSets(table, signal)),
    statistics: () => once('statistics', (signal) => readColumnStatistics(table, signal)),
    sensors: (dataSet) => {
      const wanted = rowsOf + dataSet.filename;
      giveUp((key) => key.startsWith(rowsOf) && key !== wanted);
      return once(wanted, async (signal) =>
        findSensors(await readEngineRows(table, dataSet, signal), signal),
      );
    },
    end: () => giveUp(() => true),
  };
}
