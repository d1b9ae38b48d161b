import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { openWindow } from './openWindow.ts';
import { openLabView, stageRow, welcomeButton } from './pages/labView.ts';
import { stageTitles } from './stageTitles.ts';

describe('a folder that nobody has trusted yet', () => {
  it('runs nothing and opens no account, until it is trusted', async () => {
    const { page, profile, errors, screenshot, activated } = await openWindow({
      folder: 'lab',
      trust: true,
      files: { '.vscode/settings.json': JSON.stringify({ 'cmapssLab.practice.store': './theirs' }) },
    });
    await openLabView(page);
    await welcomeButton(page, 'Lab', 'Manage Workspace Trust').waitFor();
    await activated();
    await screenshot('untrusted');
    assert.ok(!existsSync(path.join(profile.store, 'account.json')), 'a practice account was started');

    await welcomeButton(page, 'Lab', 'Manage Workspace Trust').click();
    await page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
    await stageRow(page, stageTitles.survey, 'done').waitFor();
    assert.ok(existsSync(path.join(profile.store, 'account.json')));
    assert.ok(!existsSync(path.join(profile.lab, 'theirs')), "the workspace's store was used");
    assert.deepEqual(errors, []);
  });
});
