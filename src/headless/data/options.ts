import path from 'node:path';
import { parseArgs } from 'node:util';
import { publishedArchiveUrl } from './publishedArchive.ts';

/** What the command was asked to do. Folders are absolute. */
export type DataCommand =
  | { readonly kind: 'help' }
  /** Check the files of a folder or an archive; `to` is where they go, undefined when that was not said. */
  | { readonly kind: 'folder'; readonly from: string; readonly to: string | undefined }
  | { readonly kind: 'download'; readonly url: string; readonly to: string };

/** Where the files go when that is not said: below the folder the command runs in; Git ignores it. */
export const defaultFolder = 'nasa-data';

export const usage = `usage: npm run data -- --from DIR|FILE   check NASA's files in a folder (plain, .gz, or in their zip) or in a zip
       npm run data -- --nasa            fetch NASA's public archive, and check it

  --to DIR    where the files go (default: ${defaultFolder}; plain files that are checked stay where they are)
  --url URL   another place to fetch the archive from
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
      help: { type: 'boolean' },
    },
  });
  for (const [name, value] of Object.entries(values)) {
    if (value === '') throw new Error(`--${name} needs a value.`);
  }
  const { from, nasa = false, to, url, help } = values;
  if (help) return { kind: 'help' };
  if (from !== undefined && nasa) throw new Error('--from and --nasa do not go together.');
  if (url !== undefined && !nasa) throw new Error('--url goes with --nasa only.');
  if (url !== undefined && !(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) {
    throw new Error(`--url is an address that begins with https:// or http://, not '${url}'.`);
  }
  if (nasa)
    return { kind: 'download', url: url ?? publishedArchiveUrl, to: path.resolve(to ?? defaultFolder) };
  if (from === undefined) throw new Error('Say where the files are (--from DIR), or --nasa to fetch them.');
  return { kind: 'folder', from: path.resolve(from), to: to === undefined ? undefined : path.resolve(to) };
}
