import { createHash } from 'node:crypto';
import type { PublishedFiles } from '../dataFile.ts';
import { DataError } from './dataError.ts';

/** Files that are NASA's to the byte. */
export interface CheckedFiles {
  readonly names: readonly string[];
  /** Names of published files that are not among them. */
  readonly missing: readonly string[];
  readonly trainingRows: number;
}

/**
 * Compares files with the SHA-256 of those that NASA published. Some may be missing, if one is a training file.
 * @throws DataError that names every file that differs.
 */
export function checkFiles(files: ReadonlyMap<string, Uint8Array>, published: PublishedFiles): CheckedFiles {
  const names = [...files.keys()].sort();
  const wrong = names.flatMap((name) => {
    const sha256 = createHash('sha256')
      .update(files.get(name) ?? '')
      .digest('hex');
    return sha256 === published[name]?.sha256 ? [] : [{ name, sha256 }];
  });
  const [first] = wrong;
  if (first) {
    const { name, sha256 } = first;
    const others = wrong.slice(1).map((file) => file.name);
    const also = others.length > 0 ? ` Others that differ: ${others.join(', ')}.` : '';
    throw new DataError(
      `${name} is not the published file: its SHA-256 is ${sha256} instead of ${published[name]?.sha256 ?? 'a known one'}.${also} Get the data anew; nothing was written.`,
    );
  }
  const training = names.filter((name) => name.startsWith('train_'));
  if (training.length === 0) {
    throw new DataError(`There is no training file among ${names.join(', ')}; the lab needs one at least.`);
  }
  return {
    names,
    missing: Object.keys(published)
      .filter((name) => !files.has(name))
      .sort(),
    trainingRows: training.reduce((sum, name) => sum + (published[name]?.rows ?? 0), 0),
  };
}
