import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The id of the process that has served a store's account last. */
export function practicePid(store: string): number {
  return (JSON.parse(readFileSync(path.join(store, 'account.json'), 'utf8')) as { pid: number }).pid;
}
