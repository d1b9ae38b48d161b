import assert from 'node:assert/strict';
import { openWindow } from './openWindow.ts';
import { pressUntil } from './pages/keys.ts';
import { stageRow } from './pages/labView.ts';
import { runCommandByKeys } from './pages/palette.ts';
import { stageTitles } from './stageTitles.ts';

describe('somebody without a mouse', () => {
  it('runs a stage from the tree, and the next one from the palette', async () => {
    const { page, errors } = await openWindow({ folder: 'lab' });
    await runCommandByKeys(page, 'Focus on Lab View');
    await stageRow(page, stageTitles.survey, 'done').waitFor();
    const focused = page.locator('.pane .monaco-list-row.focused', { hasText: stageTitles.publish });
    await pressUntil(page, 'ArrowDown', focused);
    await page.keyboard.press('Shift+F10');
    await page.locator('.monaco-menu').waitFor();
    await pressUntil(
      page,
      'ArrowDown',
      page.locator('.monaco-menu .action-item.focused', { hasText: 'Run Stage' }),
    );
    await page.keyboard.press('Enter');
    await stageRow(page, stageTitles.publish, 'done').waitFor({ timeout: 60_000 });

    await runCommandByKeys(page, 'CMAPSS Lab: Run Next Stage');
    await stageRow(page, stageTitles.crawlSubmissions, 'done').waitFor({ timeout: 60_000 });
    assert.deepEqual(errors, []);
  });
});
