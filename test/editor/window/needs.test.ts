import assert from 'node:assert/strict';
import { openWindow } from './openWindow.ts';
import { openLabView, stageRow } from './pages/labView.ts';
import { answerToast } from './pages/notifications.ts';
import { runCommand } from './pages/palette.ts';
import { stageTitles } from './stageTitles.ts';

describe('a stage that needs others', () => {
  it('says so, and one click on the offer does them all', async () => {
    const { page, errors } = await openWindow({ folder: 'lab' });
    await openLabView(page);
    await runCommand(page, `CMAPSS Lab: ${stageTitles.crawlSubmissions}`);
    const words = `"${stageTitles.crawlSubmissions}" needs "${stageTitles.publish}" first`;
    await answerToast(page, words, 'Catch Up');
    await stageRow(page, stageTitles.publish, 'done').waitFor({ timeout: 60_000 });
    assert.equal(errors.length, 1);
    assert.match(errors[0] ?? '', new RegExp(words));
  });
});
