import type { PublishedFiles } from '../dataFile.ts';
import { filesInArchive } from './archive.ts';
import { checkFiles } from './checkFiles.ts';
import { DataError } from './dataError.ts';
import { download, type DownloadAdvice, type OnBytes } from './download.ts';
import { filesInFolder, type FoundFiles } from './filesInFolder.ts';
import { writeFiles } from './writeFiles.ts';

/** Where NASA's files come from: a folder or zip on this machine, or an archive on the network. */
export type NasaSource =
  | { readonly kind: 'folder'; readonly from: string }
  | { readonly kind: 'download'; readonly url: string; readonly advice: DownloadAdvice };

/** What came of it. */
export interface GottenData {
  /** Where the files are now. */
  readonly folder: string;
  /** Whether they were written there, or lay there already. */
  readonly written: boolean;
  readonly names: readonly string[];
  readonly missing: readonly string[];
  readonly trainingRows: number;
}

/**
 * Gets NASA's files from a folder, an archive or the network, checks each against its published SHA-256, and writes
 * them where they are wanted, all or none.
 * @param to where they go; files that lie in a folder as they are stay there when this is that folder, or undefined.
 * @param otherwise where they go when `to` is undefined and they cannot stay.
 * @param published what the files are held to.
 * @throws DataError with what is wrong; the signal's reason when aborted.
 */
export async function getNasaFiles(
  source: NasaSource,
  { to, otherwise }: { readonly to?: string | undefined; readonly otherwise: string },
  published: PublishedFiles,
  onBytes: OnBytes,
  signal: AbortSignal,
): Promise<GottenData> {
  const { files, plain } = await filesOf(source, published, onBytes, signal);
  signal.throwIfAborted();
  const checked = checkFiles(files, published);
  const stays = source.kind === 'folder' && plain && (to ?? source.from) === source.from;
  const folder = stays ? source.from : (to ?? otherwise);
  if (!stays) await writeFiles(folder, files, signal);
  return { folder, written: !stays, ...checked };
}

async function filesOf(
  source: NasaSource,
  published: PublishedFiles,
  onBytes: OnBytes,
  signal: AbortSignal,
): Promise<FoundFiles> {
  if (source.kind === 'folder') return filesInFolder(source.from, published, signal);
  const archive = await download(source.url, source.advice, onBytes, signal);
  const files = filesInArchive(archive, source.url, published);
  if (files.size === 0) {
    throw new DataError(
      `${source.url} is an archive, but holds none of NASA's files; ${source.advice.moved}.`,
    );
  }
  return { files, plain: false };
}
