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
  const file = path.join(store, 'account.json');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
  const account = parsed(file, text);
  if (account.version !== version) {
    throw new Error(
      `The practice account in ${store} was made by another version of this program: give another folder, or remove this one.`,
    );
  }
  return account;
}

function parsed(file: string, text: string): PracticeAccount & { version: number } {
  try {
    return JSON.parse(text) as PracticeAccount & { version: number };
  } catch {
    throw new Error(`${file} is damaged: remove it, and the account gets a new port and new keys.`);
  }
}
