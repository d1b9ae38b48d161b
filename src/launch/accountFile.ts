import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** What clients of a practice account are constructed with, and what reaches its process. */
export interface PracticeAccount {
  readonly port: number;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Proves to the process that whoever asks may read the store. */
  readonly secret: string;
}

/** The form of account file that this program reads. */
const version = 1;

/** The account file of a store; undefined when no process has written one yet. Throws for one of another version. */
export async function readAccount(store: string): Promise<PracticeAccount | undefined> {
  let text: string;
  try {
    text = await readFile(path.join(store, 'account.json'), 'utf8');
  } catch {
    return undefined;
  }
  const account = JSON.parse(text) as PracticeAccount & { version: number };
  if (account.version !== version) {
    throw new Error(
      `The practice account in ${store} was made by another version of this program: give another folder, or remove this one.`,
    );
  }
  return account;
}
