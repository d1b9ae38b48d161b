import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeEngineRows } from './engineRows.ts';
import { drawTestEngines, drawTrainingEngines } from './engines.ts';
import { fleetFacts, subsets as allSubsets, type Subset } from './facts.ts';
import { createRandom } from './random.ts';
import { RowWriter } from './rowWriter.ts';

export interface FleetOptions {
  /** Fleets of the same seed are the same, byte for byte; each subset depends on the seed alone. */
  readonly seed: number;
  /** Default: all four. */
  readonly subsets?: readonly Subset[] | undefined;
  /** Engines in each training and each test file; default: as many as NASA's files have. */
  readonly engines?: number | undefined;
  /** Ends the writing between two files. */
  readonly signal?: AbortSignal | undefined;
  /** Called when a file is complete, with how many are, of how many. */
  readonly onFile?: ((done: number, total: number) => void) | undefined;
}

/** Paths of a fleet's files, and what they hold. */
export interface FleetFiles {
  readonly training: readonly string[];
  readonly test: readonly string[];
  readonly labels: readonly string[];
  /** Rows and engines of the training files together. */
  readonly rows: number;
  readonly engines: number;
}

/**
 * Writes a fleet of simulated turbofan engines into `folder` in the format of NASA's C-MAPSS data: `train_FD00n.txt`
 * (engines until they fail), `test_FD00n.txt` (engines cut off before) and `RUL_FD00n.txt` (the cycles these had left).
 * The engines are drawn from measured distributions (data/README.md); none of them is one of NASA's.
 */
export async function writeFleet(folder: string, options: FleetOptions): Promise<FleetFiles> {
  const { seed, subsets = allSubsets } = options;
  await mkdir(folder, { recursive: true });
  const files = {
    training: [] as string[],
    test: [] as string[],
    labels: [] as string[],
    rows: 0,
    engines: 0,
  };
  let written = 0;
  const write = async (name: string, rows: RowWriter): Promise<string> => {
    options.signal?.throwIfAborted();
    const file = path.join(folder, name);
    await writeFile(file, rows.bytes);
    written += 1;
    options.onFile?.(written, subsets.length * 3);
    return file;
  };
  for (const subset of subsets) {
    const facts = fleetFacts.subsets[subset];
    const random = createRandom(`${seed} ${subset}`);
    const training = drawTrainingEngines(facts, options.engines ?? facts.engines.train, random);
    const test = drawTestEngines(facts, options.engines ?? facts.engines.test, random);

    const trainingRows = new RowWriter();
    writeEngineRows(training, facts, random, trainingRows);
    files.training.push(await write(`train_${subset}.txt`, trainingRows));
    const testRows = new RowWriter();
    writeEngineRows(test, facts, random, testRows);
    files.test.push(await write(`test_${subset}.txt`, testRows));
    const labels = new RowWriter();
    for (const { life, observed } of test) {
      labels.number(life - observed, 0);
      labels.endRow(1);
    }
    files.labels.push(await write(`RUL_${subset}.txt`, labels));

    files.rows += training.reduce((sum, { observed }) => sum + observed, 0);
    files.engines += training.length;
  }
  return files;
}
