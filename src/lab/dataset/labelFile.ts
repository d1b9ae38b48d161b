import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DatasetError } from './dataFile.ts';

/**
 * Reads a RUL file: line n is the cycles that engine n of the test file had left at its last row.
 * @throws DatasetError with the line for anything but a whole number, and for a file without lines.
 */
export async function readLabelFile(file: string): Promise<Int32Array> {
  const name = path.basename(file);
  const records = await recordsOf(await readFile(file, 'latin1'), name);
  const labels = records.map(([text = ''], index) => {
    if (!/^\d{1,6}$/.test(text)) {
      throw new DatasetError(
        `${name}, line ${index + 1}: '${text}' is no number of cycles; get the file anew.`,
      );
    }
    return Number(text);
  });
  if (labels.length === 0) throw new DatasetError(`${name} is empty; get the file anew.`);
  return Int32Array.from(labels);
}

async function recordsOf(text: string, name: string): Promise<string[][]> {
  // Loaded here, not at the extension's activation.
  const { CsvError, parse } = await import('csv-parse/sync');
  try {
    return parse(text, { delimiter: '\t', trim: true, skip_empty_lines: false, relax_column_count: false });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new DatasetError(`${name}: ${error.message}; get the file anew.`);
  }
}
