import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { practiceStore } from '../../accounts/practiceStore.ts';

// `npm run lab` works on a new account for each run, until somebody deploys into the usual folder's account. Which of both
// it is cannot be read off the account itself: one that is new holds the same stack.

/** Where it is noted: beside the account's folder, which belongs to the account alone. */
const noteOf = (store: string): string => `${store}-deployed`;

const isUsual = (store: string): boolean => path.resolve(store) === path.resolve(practiceStore());

/** Notes that the lab was deployed into the usual folder's account; other folders are named each time. */
export async function noteDeployed(store: string): Promise<void> {
  if (!isUsual(store)) return;
  await mkdir(path.dirname(store), { recursive: true });
  await writeFile(
    noteOf(store),
    "The lab is deployed in the practice account beside this file: 'npm run lab' works there.\n",
  );
}

/** Takes the note away. */
export async function forgetDeployed(store: string): Promise<void> {
  if (isUsual(store)) await rm(noteOf(store), { force: true });
}

/** The usual folder of practice accounts when somebody has deployed the lab into its account. */
export function deployedStore(): string | undefined {
  const store = practiceStore();
  return existsSync(noteOf(store)) && existsSync(path.join(store, 'account.json')) ? store : undefined;
}
