import assert from 'node:assert/strict';
import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describePractice } from '../../../src/accounts/storedPractice.ts';
import { openPractice, type OpenAccount } from '../../../src/headless/lab/accounts.ts';
import { isAlive, until } from '../../support/practiceProcess.ts';
import { openWindow } from './openWindow.ts';
import { chooseProfile } from './pages/awsProfile.ts';
import { openLabView } from './pages/labView.ts';
import { answerNotification, notification, toast } from './pages/notifications.ts';
import { pick, runCommand } from './pages/palette.ts';
import { figure } from './pages/pictures.ts';
import { webview } from './pages/webview.ts';

const idleMs = 40 * 60_000;

describe('an endpoint on AWS that nobody asks', function () {
  this.timeout(240_000);
  let practice: OpenAccount | undefined;

  afterEach(async () => {
    await practice?.close();
    practice = undefined;
  });

  it('is warned of, costs what the status bar leads to, and is deleted by the button, in its own account only', async () => {
    const window = await openWindow({ folder: 'lab', done: 'deploy' });
    const { page, profile, errors } = window;
    await ageEndpoint(profile.store);
    practice = await openPractice(path.resolve('dist'), profile.store, {
      ...{ pace: 0, temporary: false, signal: new AbortController().signal },
    });
    const { endpoints } = practice.account.ports;
    const [endpoint] = await endpoints.list('cmapss-');
    assert.equal(endpoint?.status, 'InService');

    await chooseProfile(window);
    await openLabView(page);
    const warning =
      /Nobody has asked the endpoint cmapss-\S+ for 4\d minutes\. It costs about \$0\.056 an hour/;
    await toast(page, warning).waitFor();
    await window.screenshot('idle-endpoint');

    await page.locator('.statusbar-item', { hasText: 'endpoint costs about $0.056 an hour' }).click();
    await figure(page, /^So far, by what is paid for/).waitFor();
    await webview(page)
      .getByText(/Nobody has asked the endpoint cmapss-\S+ for 4\d minutes/)
      .waitFor();
    assert.equal(await webview(page).getByText('nothing is charged').count(), 0);

    // While the warning stands, another account is chosen.
    await runCommand(page, 'CMAPSS Lab: Choose Account');
    await pick(page, 'Practice account');
    await toast(page, 'Practice account 123456789012').waitFor();
    await runCommand(page, 'Notifications: Show Notifications');
    await answerNotification(page, warning, 'Delete Endpoint');
    await notification(page, /is in another account .* AWS account 123456789012 in us-east-1\.$/).waitFor();
    await window.screenshot('idle-endpoint-elsewhere');
    assert.equal((await endpoints.list('cmapss-'))[0]?.status, 'InService');
    await runCommand(page, 'Notifications: Clear All Notifications');
    assert.equal(errors.length, 1);

    await chooseProfile(window);
    await answerNotification(page, warning, 'Delete Endpoint');
    await until('the endpoint is deleted', async () => (await endpoints.list('cmapss-')).length === 0);
    assert.equal(errors.length, 1);
  });
});

/** Makes the store's endpoint serve for longer than it has: half an hour is too long for a test. */
async function ageEndpoint(store: string): Promise<void> {
  const { pid } = await describePractice(store);
  if (pid !== undefined) process.kill(pid);
  await until('the practice account ended', () => pid === undefined || !isAlive(pid));
  const journal = path.join(store, 'state.jsonl');
  const lines = readFileSync(journal, 'utf8').split('\n');
  const last = lines.findLast((line) => line.startsWith('["endpoints",'));
  const [table, name, document] = JSON.parse(last ?? '') as [string, string, Record<string, number>];
  const since = Date.now() - idleMs;
  const aged = { ...document, created: since, modified: since };
  appendFileSync(journal, `${JSON.stringify([table, name, aged])}\n`);
}
