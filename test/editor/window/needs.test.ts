import assert from 'node:assert/strict';
import { openWindow } from './openWindow.ts';
import { openLabView, stageRow } from './pages/labView.ts';
import { answerToast } from './pages/notifications.ts';
import { pick, runCommand } from './pages/palette.ts';
import { stageTitles } from './stageTitles.ts';

describe('a stage that needs others', () => {
  it('says so, and one click on the offer does them all', async () => {
    const { page, errors } = await openWindow({
      folder: 'lab',
      files: { 'sql/misspelt.sql': 'SELECT 1 FROM nowhere\n' },
    });
    await openLabView(page);
    await runCommand(page, `CMAPSS Lab: ${stageTitles.crawlSubmissions}`);
    const words = `"${stageTitles.crawlSubmissions}" needs "${stageTitles.publish}" first`;
    await answerToast(page, words, 'Catch Up');
    await stageRow(page, stageTitles.publish, 'done').waitFor({ timeout: 60_000 });
    assert.equal(errors.length, 1);
    assert.match(errors[0] ?? '', new RegExp(words));

    // Where no name is another account's, a missing table is a mistake in the query, not one for a patch.
    await page.keyboard.press('Control+P');
    await page.locator('.quick-input-widget input.input').fill('misspelt.sql');
    await pick(page, 'misspelt.sql');
    const lenses = page.locator('.codelens-decoration a');
    await lenses.filter({ hasText: "All names are this account's" }).waitFor();
    await lenses.filter({ hasText: 'Run in Athena' }).click();
    await answerToast(page, 'The Data Catalog does not have', 'Go to Error');
  });
});
