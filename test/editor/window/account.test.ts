import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { openWindow, type VscodeWindow } from './openWindow.ts';
import { openLabView } from './pages/labView.ts';
import { toast } from './pages/notifications.ts';
import { stored } from './pages/storage.ts';
import { pick, quickPickRow, runCommand } from './pages/palette.ts';

interface AccountFile {
  readonly port: number;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

describe('the account of a window, by its commands', function () {
  this.timeout(180_000);
  const accountFile = ({ profile }: VscodeWindow): AccountFile =>
    JSON.parse(readFileSync(path.join(profile.store, 'account.json'), 'utf8')) as AccountFile;

  it('is chosen from a list, says who is connected where, and is remembered', async () => {
    const window = await openWindow({ folder: 'lab', debugLog: true });
    const { page, profile } = window;
    await runCommand(page, 'CMAPSS Lab: Choose Account');
    await quickPickRow(page, `In ${profile.store}`)
      .or(quickPickRow(page, `Will be made in ${profile.store}`))
      .waitFor();
    await window.screenshot('choose-account');
    await pick(page, 'Practice account');
    await toast(page, `Practice account 123456789012 in us-east-1, kept in ${profile.store}.`).waitFor();

    const { port, credentials } = accountFile(window);
    mkdirSync(path.join(profile.home, '.aws'));
    writeFileSync(
      path.join(profile.home, '.aws', 'config'),
      `[profile workshop]
endpoint_url = http://127.0.0.1:${port}
aws_access_key_id = ${credentials.accessKeyId}
aws_secret_access_key = ${credentials.secretAccessKey}

[profile unreachable]
region = us-east-1
endpoint_url = http://127.0.0.1:1
aws_access_key_id = ${credentials.accessKeyId}
aws_secret_access_key = ${credentials.secretAccessKey}
`,
    );
    await runCommand(page, 'CMAPSS Lab: Choose Account');
    await pick(page, 'workshop');
    await pick(page, "the event's");
    await toast(page, 'AWS account 123456789012 in us-east-1, as arn:').waitFor();
    await stored(page, '"profile":"workshop"');
    await window.reload();
    await openLabView(page);
    await page.locator('.pane-header', { hasText: 'workshop 123456789012 · us-east-1' }).first().waitFor();

    const log = window.log();
    assert.match(log, /\[debug\] STS\.GetCallerIdentity \d+ ms/);
    assert.ok(!log.includes(credentials.secretAccessKey), 'a secret is in the log');
    assert.deepEqual(window.errors, []);

    await runCommand(page, 'CMAPSS Lab: Choose Account');
    await pick(page, 'unreachable');
    await toast(page, 'There is no server').getByRole('button', { name: 'Try Again' }).waitFor();
  });

  it('is not opened in a folder that is not trusted, until it is', async () => {
    const window = await openWindow({ folder: 'lab', trust: true });
    const { page, profile } = window;
    await page.getByText('Restricted Mode is intended for safe code browsing').waitFor();
    await openLabView(page);
    // A terminal needs trust itself; the palette shows none of the lab's commands that would open the account.
    await runCommandThatIsNot(page, 'CMAPSS Lab: Choose Account');
    await window.screenshot('untrusted');
    assert.equal(existsSync(profile.store), false);
    assert.doesNotMatch(window.log(), /Connected/);

    await page.getByRole('button', { name: 'Manage Workspace Trust' }).click();
    await page.getByRole('button', { name: 'Trust', exact: true }).click();
    await runCommand(page, 'CMAPSS Lab: Choose Account');
    await pick(page, 'Practice account');
    await toast(page, `kept in ${profile.store}.`).waitFor();
    assert.deepEqual(window.errors, []);
  });
});

/** Types a command's title that the palette does not offer. */
async function runCommandThatIsNot(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input.input').fill(`>${title}`);
  await quickPickRow(page, 'No matching').or(quickPickRow(page, 'similar commands')).waitFor();
  assert.equal(await quickPickRow(page, title).count(), 0);
  await page.keyboard.press('Escape');
}
