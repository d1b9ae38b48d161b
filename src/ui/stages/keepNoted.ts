import type { LabContext } from '../../lab/stage.ts';
import type { Disposable } from '../disposable.ts';
import type { LabFolder } from '../folder/labFolder.ts';
import type { NotedRun, RunNote } from './runNote.ts';

/** A run gives a sign of life this often, in ms. */
const signEvery = 60_000;

/** Notes a run of this process, and that it lives, until it is disposed of; the note stays then. */
export async function keepNoted(
  note: RunNote,
  run: Pick<NotedRun, 'ids' | 'where' | 'started'>,
): Promise<Disposable> {
  const write = (): Promise<void> => note.write({ ...run, at: Date.now(), pid: process.pid });
  await write();
  const timer = setInterval(() => void write().catch(() => undefined), signEvery);
  return { dispose: () => clearInterval(timer) };
}

/** Where a run works: a note of another account or folder is none of its business. */
export function whereOf({ account }: Pick<LabContext, 'account'>, folder: LabFolder): string {
  const { kind, identity, region } = account;
  return [kind, identity.account, region, folder.uri?.toString()].join(' ');
}
