import { readdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

/** NASA's own files, packed, where somebody keeps them in a folder `cmapss` of a folder beside the checkout. */
export function findRealData(): string | undefined {
  return readdirSync('..', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => path.resolve('..', name, 'cmapss'))
    .find((folder) => existsSync(path.join(folder, 'train_FD001.txt.gz')));
}

/** Unpacks the files into a folder. */
export function unpackRealData(from: string, to: string): void {
  for (const name of readdirSync(from).filter((file) => file.endsWith('.txt.gz'))) {
    writeFileSync(
      path.join(to, name.slice(0, -'.gz'.length)),
      gunzipSync(readFileSync(path.join(from, name))),
    );
  }
}
