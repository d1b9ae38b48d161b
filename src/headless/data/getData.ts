import path from 'node:path';
import type { PublishedFiles } from '../../lab/dataset/dataFile.ts';
import type { OnBytes } from '../../lab/dataset/nasa/download.ts';
import { getNasaFiles, type GottenData, type NasaSource } from '../../lab/dataset/nasa/getNasaFiles.ts';
import { defaultFolder, type DataCommand } from './options.ts';

/** What to do when a download does not work, in this command's options. */
const advice = { moved: 'name its new address with --url', byHand: 'check it with --from' };

/** Gets NASA's files as the command says; see `getNasaFiles`. */
export async function getData(
  command: Exclude<DataCommand, { kind: 'help' | 'simulate' }>,
  published: PublishedFiles,
  onBytes: OnBytes,
  signal: AbortSignal,
): Promise<GottenData> {
  const source: NasaSource = command.kind === 'folder' ? command : { ...command, advice };
  const to = { to: command.to, otherwise: path.resolve(defaultFolder) };
  return getNasaFiles(source, to, published, onBytes, signal);
}
