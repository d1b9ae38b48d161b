import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What a reset leaves: the freshly provisioned account, or nothing. */
export type ResetTo = 'provisioned' | 'empty';

/** What outlives a reset: the process's own files, and what is not the account's: the lab's files, patched by people. */
const kept = /^(account\.json|practice\.log|lock[^.]*\.duckdb.*|resetting|lab)$/;

/** Removes the account's state from a store that nobody has open. A reset that breaks off is finished at the next start. */
export function resetStore(folder: string, to: ResetTo): void {
  const marker = path.join(folder, 'resetting');
  writeFileSync(`${marker}.next`, to, { mode: 0o600 });
  renameSync(`${marker}.next`, marker);
  finishReset(folder);
}

/** Finishes a reset that a killed process left half done. */
export function finishReset(folder: string): void {
  const marker = path.join(folder, 'resetting');
  if (!existsSync(marker)) return;
  const to = readFileSync(marker, 'utf8');
  for (const name of readdirSync(folder)) {
    if (!kept.test(name)) rmSync(path.join(folder, name), { recursive: true, force: true, maxRetries: 3 });
  }
  if (to === 'empty') writeFileSync(path.join(folder, emptyMarker), '', { mode: 0o600 });
  rmSync(marker);
}

const emptyMarker = 'empty';

/** Whether the last reset asked for an account without anything in it. */
export function isKeptEmpty(folder: string): boolean {
  return existsSync(path.join(folder, emptyMarker));
}
