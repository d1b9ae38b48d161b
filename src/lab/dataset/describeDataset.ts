import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { dataFileName, DatasetError, publishedFiles, type DataKind } from './dataFile.ts';
import { readEngineFile } from './engineFile.ts';
import { readLabelFile } from './labelFile.ts';

/** One file of a data folder, read through. */
export interface DescribedFile {
  readonly name: string;
  readonly path: string;
  readonly kind: DataKind;
  readonly subset: string;
  readonly rows: number;
  /** Of a RUL file: as many as rows. */
  readonly engines: number;
}

/** A data folder, read through. */
export interface Dataset {
  readonly folder: string;
  /** In the order of their names. */
  readonly files: readonly DescribedFile[];
  /** Of the training files together. */
  readonly rows: number;
  readonly engines: number;
  /** Names of NASA's twelve files that are not here; the lab works with any subset that has a training file. */
  readonly missing: readonly string[];
}

/**
 * Reads every data file of a folder through and says what is there; other files are passed over.
 * @throws DatasetError for a folder without a training file, a file that breaks the format, or a test file with another
 * number of engines than its RUL file has lines.
 */
export async function describeDataset(folder: string): Promise<Dataset> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new DatasetError(`The data folder ${folder} cannot be read; check the path.`, { cause: error });
  });
  const files: DescribedFile[] = [];
  for (const name of names.sort()) {
    const known = dataFileName(name);
    if (known) files.push(await describeFile(folder, name, known));
  }
  const training = files.filter(({ kind }) => kind === 'train');
  if (training.length === 0) {
    throw new DatasetError(
      `There is no training file (train_FD001.txt and so on) in ${folder}; choose another folder.`,
    );
  }
  for (const test of files.filter(({ kind }) => kind === 'test')) {
    const labels = files.find(({ kind, subset }) => kind === 'RUL' && subset === test.subset);
    if (labels && labels.rows !== test.engines) {
      throw new DatasetError(
        `${test.name} has ${test.engines} engines, but ${labels.name} has ${labels.rows} lines; get both anew.`,
      );
    }
  }
  return {
    folder,
    files,
    rows: training.reduce((sum, { rows }) => sum + rows, 0),
    engines: training.reduce((sum, { engines }) => sum + engines, 0),
    missing: Object.keys(publishedFiles)
      .filter((name) => !names.includes(name))
      .sort(),
  };
}

async function describeFile(
  folder: string,
  name: string,
  known: { readonly kind: DataKind; readonly subset: string },
): Promise<DescribedFile> {
  const file = path.join(folder, name);
  if (known.kind === 'RUL') {
    const { length } = await readLabelFile(file);
    return { name, path: file, ...known, rows: length, engines: length };
  }
  return { name, path: file, ...known, ...(await readEngineFile(file)) };
}
