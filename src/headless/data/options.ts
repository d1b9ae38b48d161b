import path from 'node:path';
import { parseArgs } from 'node:util';
import { publishedArchiveUrl } from '../../lab/dataset/nasa/publishedArchive.ts';

/** What the command was asked to do. Folders are absolute. */
export type DataCommand =
  | { readonly kind: 'help' }
  /** Check the files of a folder or an archive; `to` is where they go, undefined when that was not said. */
  | { readonly kind: 'folder'; readonly from: string; readonly to: string | undefined }
  | { readonly kind: 'download'; readonly url: string; readonly to: string }
  /** Simulate a fleet; `engines` in each file, undefined for as many as NASA's have. */
  | {
      readonly kind: 'simulate';
      readonly to: string;
      readonly engines: number | undefined;
      readonly seed: number;
    };

/** Where the files go when that is not said: below the folder the command runs in; Git ignores it. */
export const defaultFolder = 'nasa-data';

export const usage = `usage: npm run data -- --from DIR|FILE   check NASA's files in a folder (plain, .gz, or in their zip) or in a zip
       npm run data -- --nasa            fetch NASA's public archive, and check it
       npm run data -- --simulate DIR    write a fleet of simulated engines in the same format

  --to DIR    where the files go (default: ${defaultFolder}; plain files that are checked stay where they are)
  --url URL   another place to fetch the archive from
  --engines N with --simulate: engines in each file (default: as many as NASA's have)
  --seed N    with --simulate: another fleet for another number (default: 1)
  --help      this text

Then: npm run lab -- --data DIR
`;

/** Reads the command's options. Throws an Error with one sentence for a wrong one. */
export function readOptions(args: readonly string[]): DataCommand {
  const { values } = parseArgs({
    args: [...args],
    options: {
      from: { type: 'string' },
      nasa: { type: 'boolean' },
      to: { type: 'string' },
      url: { type: 'string' },
      simulate: { type: 'string' },
      engines: { type: 'string' },
      seed: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  for (const [name, value] of Object.entries(values)) {
    if (value === '') throw new Error(`--${name} needs a value.`);
  }
  const { from, nasa = false, to, url, simulate, engines, seed, help } = values;
  if (help) return { kind: 'help' };
  if (simulate !== undefined) {
    if (from !== undefined || nasa || to !== undefined) {
      throw new Error('--simulate names the folder itself; it goes with --engines and --seed only.');
    }
    return {
      kind: 'simulate',
      to: path.resolve(simulate),
      engines: engines === undefined ? undefined : wholeNumber('--engines', engines, 1),
      seed: seed === undefined ? 1 : wholeNumber('--seed', seed, 0),
    };
  }
  if (engines !== undefined || seed !== undefined) {
    throw new Error('--engines and --seed go with --simulate only.');
  }
  if (from !== undefined && nasa) throw new Error('--from and --nasa do not go together.');
  if (url !== undefined && !nasa) throw new Error('--url goes with --nasa only.');
  if (url !== undefined && !(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) {
    throw new Error(`--url is an address that begins with https:// or http://, not '${url}'.`);
  }
  if (nasa)
    return { kind: 'download', url: url ?? publishedArchiveUrl, to: path.resolve(to ?? defaultFolder) };
  if (from === undefined) {
    throw new Error(
      'Say where the files are (--from DIR), --nasa to fetch them, or --simulate DIR to make some up.',
    );
  }
  return { kind: 'folder', from: path.resolve(from), to: to === undefined ? undefined : path.resolve(to) };
}

function wholeNumber(option: string, text: string, least: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || !Number.isSafeInteger(value)) {
    throw new Error(`${option} is a whole number, ${least} or more, not '${text}'.`);
  }
  return value;
}
