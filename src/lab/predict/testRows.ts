import { createReadStream } from 'node:fs';
import type { TestSet } from '../dataset/labData.ts';
import { readLabelFile } from '../dataset/labelFile.ts';
import { forEachLine } from '../lines/forEachLine.ts';
import { StageError } from '../stage.ts';

/** The rows of a test file: engines that run still, one row a cycle, in the order of the file. */
export interface TestRows {
  readonly subset: string;
  readonly units: readonly number[];
  readonly cycles: readonly number[];
  /** The 25 features of each row as CSV, in the file's own digits. */
  readonly features: readonly string[];
  /** The RUL file: the cycles that engine n has left after its last row, at n - 1. */
  readonly labels: Int32Array;
}

/** Reads a test file and its RUL file. Throws a StageError when the one does not go with the other. */
export async function readTestRows({ subset, test, rul }: TestSet, signal?: AbortSignal): Promise<TestRows> {
  const units: number[] = [];
  const cycles: number[] = [];
  const features: string[] = [];
  const source = createReadStream(test.path, { ...(signal ? { signal } : {}) });
  await forEachLine(source as AsyncIterable<Buffer>, (bytes, start, end) => {
    const line = Buffer.from(bytes.subarray(start, end)).toString('latin1').trim();
    if (!line) return;
    const [unit = '', cycle = '', ...rest] = line.split(/ +/);
    units.push(Number(unit));
    cycles.push(Number(cycle));
    features.push([cycle, ...rest].join(','));
  });
  const labels = await readLabelFile(rul.path);
  const engines = units.reduce((most, unit) => Math.max(most, unit), 0);
  if (labels.length !== engines) {
    throw new StageError(
      `${rul.name} has ${labels.length} numbers, but ${test.name} has ${engines} engines.`,
      `Take ${test.name} and ${rul.name} from the same data set.`,
    );
  }
  return { subset, units, cycles, features, labels };
}
