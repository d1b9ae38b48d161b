import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startAccount } from '../../practice/account.ts';
import type { Service } from '../../practice/service.ts';

/** The services of a practice account, as a new one has them. `assets` is the folder of the built workers. */
export async function servicesOfNewAccount(assets: string): Promise<readonly Service[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'practice-services-'));
  const account = await startAccount({
    folder,
    assets: path.resolve(assets),
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    port: 0,
    pace: 0,
  });
  try {
    return await account.services();
  } finally {
    await account.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
