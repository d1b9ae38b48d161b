import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { region } from './identity.ts';
import type { Credentials } from './signature.ts';

/** The form of the account file and of the requests under `/-/`; another one is another program's. */
export const accountFileVersion = 1;

/** What a store's account file says: where its account is served and with what key. Only its owner may read it. */
export interface AccountFile {
  readonly version: number;
  /** The process that serves it, or served it last. */
  readonly pid: number;
  readonly port: number;
  readonly region: string;
  readonly credentials: Credentials;
  /** Proves to the process that a request under `/-/` is from someone who may read this file. */
  readonly secret: string;
}

/** The store's account file, or a new one with a port and credentials of its own; not yet written. */
export function accountOf(folder: string): AccountFile {
  const file = fileOf(folder);
  if (!existsSync(file)) return newAccount();
  const known = parsed(file, readFileSync(file, 'utf8'));
  if (known.version !== accountFileVersion) {
    throw new Error(
      `The practice account in ${folder} was made by another version of this program: give another folder, or remove this one.`,
    );
  }
  return known;
}

/** Writes the file at once or not at all. */
export async function writeAccount(folder: string, account: AccountFile): Promise<void> {
  const next = `${fileOf(folder)}.next`;
  writeFileSync(next, `${JSON.stringify(account, undefined, 2)}\n`, { mode: 0o600 });
  for (let triesLeft = 100; ; triesLeft -= 1) {
    try {
      await rename(next, fileOf(folder));
      return;
    } catch (error) {
      // Windows refuses it while somebody reads the old file, which takes a moment.
      if (process.platform !== 'win32' || triesLeft === 0) throw error;
      await sleep(10);
    }
  }
}

/** A port below those that systems give to outgoing connections, so that it is likely to be free again later. */
export function likelyFreePort(): number {
  return randomInt(20_000, 32_000);
}

function parsed(file: string, text: string): AccountFile {
  try {
    return JSON.parse(text) as AccountFile;
  } catch {
    throw new Error(`${file} is damaged: remove it, and the account gets a new port and new keys.`);
  }
}

function newAccount(): AccountFile {
  return {
    version: accountFileVersion,
    pid: process.pid,
    port: likelyFreePort(),
    region,
    credentials: {
      accessKeyId: `AKIA${base32(16)}`,
      secretAccessKey: randomBytes(30).toString('base64'),
    },
    secret: randomBytes(32).toString('hex'),
  };
}

function base32(length: number): string {
  return Array.from(randomBytes(length), (byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[byte % 32]).join('');
}

function fileOf(folder: string): string {
  return path.join(folder, 'account.json');
}
