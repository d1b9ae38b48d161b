import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readAccount } from '../../../../src/launch/accountFile.ts';
import type { VscodeWindow } from '../openWindow.ts';
import { notification } from './notifications.ts';
import { pick, runCommand } from './palette.ts';

/** Works in the window's practice account as if it were AWS: by a profile that leads there. */
export async function chooseProfile({
  page,
  profile,
}: Pick<VscodeWindow, 'page' | 'profile'>): Promise<void> {
  const file = await readAccount(profile.store);
  assert.ok(file);
  mkdirSync(path.join(profile.home, '.aws'), { recursive: true });
  writeFileSync(
    path.join(profile.home, '.aws', 'config'),
    `[profile workshop]
endpoint_url = http://127.0.0.1:${file.port}
aws_access_key_id = ${file.credentials.accessKeyId}
aws_secret_access_key = ${file.credentials.secretAccessKey}
`,
  );
  await runCommand(page, 'CMAPSS Lab: Choose Account');
  await pick(page, 'workshop');
  await pick(page, "the event's");
  await notification(page, 'AWS account 123456789012 in us-east-1, as arn:').waitFor();
}
