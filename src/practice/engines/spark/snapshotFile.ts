import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Where the memory of a booted Python lies in `folder`. Its name says what it was made from: it serves no other Python
 * and no other packages than those that lie in `assets`.
 */
export function snapshotFile(assets: string, folder: string): string {
  const hash = createHash('sha256');
  for (const part of ['pyodide', 'spark']) {
    const names = readdirSync(path.join(assets, part), { recursive: true }).map(String);
    for (const name of names.sort()) {
      const { size, mtimeMs } = statSync(path.join(assets, part, name));
      hash.update(`${name} ${size} ${mtimeMs}\n`);
    }
  }
  return path.join(folder, `python-${hash.digest('hex').slice(0, 16)}`);
}
