import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** One data file on this machine. */
export interface DataFile {
  /** `train_FD001.txt`: it goes with every published line. */
  readonly name: string;
  readonly path: string;
}

/** A test file with the file of its engines' remaining useful lives. */
export interface TestSet {
  /** `FD001`. */
  readonly subset: string;
  readonly test: DataFile;
  readonly rul: DataFile;
}

/** The data files of a folder that the lab works with. */
export interface LabData {
  readonly folder: string;
  /** Training files, in the order of their names. */
  readonly train: readonly DataFile[];
  /** Test files that have a RUL file beside them, in the order of their names. */
  readonly test: readonly TestSet[];
}

/**
 * Finds `train_*.txt`, `test_*.txt` and `RUL_*.txt` in a folder, of those that `names` lists (all when it is left out).
 * Throws when the folder has no training file.
 */
export async function findLabData(folder: string, names?: readonly string[]): Promise<LabData> {
  const here = await readdir(folder).catch((cause: unknown) => {
    throw new Error(`The folder ${folder} cannot be read; name one that holds the data files.`, { cause });
  });
  const wanted = here.filter((name) => names?.includes(name) ?? true).sort();
  const file = (name: string): DataFile => ({ name, path: path.join(folder, name) });
  const train = wanted.filter((name) => /^train_.+\.txt$/.test(name)).map(file);
  if (!train.length) {
    throw new Error(
      `There is no training file (train_FD001.txt, train_FD002.txt …) in ${folder}; name the folder that holds them.`,
    );
  }
  const test = wanted.flatMap((name) => {
    const subset = /^test_(.+)\.txt$/.exec(name)?.[1];
    const rul = `RUL_${subset ?? ''}.txt`;
    return subset !== undefined && here.includes(rul) ? [{ subset, test: file(name), rul: file(rul) }] : [];
  });
  return { folder, train, test };
}
