import path from 'node:path';
import type { PublishedFiles } from '../../lab/dataset/dataFile.ts';
import { filesInArchive } from './archive.ts';
import { checkFiles } from './checkFiles.ts';
import { DataError } from './dataError.ts';
import { download, type OnBytes } from './download.ts';
import { filesInFolder, type FoundFiles } from './folder.ts';
import { defaultFolder, type DataCommand } from './options.ts';
import { writeFiles } from './writeFiles.ts';

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
 * @param published what the files are held to.
 * @throws DataError with what is wrong; the signal's reason when aborted.
 */
export async function getData(
  command: Exclude<DataCommand, { kind: 'help' | 'simulate' }>,
  published: PublishedFiles,
  onBytes: OnBytes,
  signal: AbortSignal,
): Promise<GottenData> {
  const { files, plain } = await filesOf(command, published, onBytes, signal);
  signal.throwIfAborted();
  const checked = checkFiles(files, published);
  const stays = command.kind === 'folder' && plain && (command.to ?? command.from) === command.from;
  const folder = stays ? command.from : (command.to ?? path.resolve(defaultFolder));
  if (!stays) await writeFiles(folder, files, signal);
  return { folder, written: !stays, ...checked };
}

async function filesOf(
  command: Exclude<DataCommand, { kind: 'help' | 'simulate' }>,
  published: PublishedFiles,
  onBytes: OnBytes,
  signal: AbortSignal,
): Promise<FoundFiles> {
  if (command.kind === 'folder') return filesInFolder(command.from, published, signal);
  const archive = await download(command.url, onBytes, signal);
  const files = filesInArchive(archive, command.url, published);
  if (files.size === 0) {
    throw new DataError(
      `${command.url} is an archive, but holds none of NASA's files; name another one with --url.`,
    );
  }
  return { files, plain: false };
}
