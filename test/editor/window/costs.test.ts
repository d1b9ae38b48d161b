import assert from 'node:assert/strict';
import { openWindow } from './openWindow.ts';
import { openLabView } from './pages/labView.ts';
import { answerDialog } from './pages/notifications.ts';
import { runCommand } from './pages/palette.ts';
import { assertAccessible, figure, pictureDrawn, picturesShown } from './pages/pictures.ts';
import { useTheme } from './pages/themes.ts';
import { webview } from './pages/webview.ts';

const themes = ['Light Modern', 'Dark Modern', 'Dark High Contrast'];
const byKind = /^So far, by what is paid for/;

describe('the costs of the lab', function () {
  this.timeout(240_000);

  it('show what there is and has run, say that nothing is charged here, and lose an endpoint that is deleted', async () => {
    const { page, errors, screenshot } = await openWindow({ folder: 'lab', done: 'deploy' });
    await openLabView(page);
    await runCommand(page, 'CMAPSS Lab: Show Costs');
    const frame = await picturesShown(page, [byKind]);
    await pictureDrawn(figure(page, byKind));
    const view = webview(page);
    await view.getByText('This is the practice account: nothing is charged.').waitFor();
    await view.getByText(/^About \$\d\.\d\d so far, and \$0\.\d+ an hour now\./).waitFor();
    const rows = view.locator('tbody tr');
    const texts = await rows.allInnerTexts();
    for (const what of [
      'Endpoint',
      'Notebook instance',
      'Training job',
      'Glue job',
      'Glue crawler',
      'S3 storage',
    ]) {
      assert.ok(
        texts.some((text) => text.startsWith(`${what}\t`)),
        `no row of ${what}: ${texts.join('\n')}`,
      );
    }
    await assertAccessible(frame);
    for (const theme of themes) {
      await useTheme(page, theme);
      await pictureDrawn(figure(page, byKind));
      await screenshot(`costs-${theme.replaceAll(' ', '-')}`);
    }

    await rows.last().scrollIntoViewIfNeeded();
    await screenshot('costs-table');
    await view.getByRole('button', { name: /^Delete Endpoint cmapss-/ }).click();
    await answerDialog(page, 'Delete the endpoint', 'Delete');
    await rows.filter({ hasText: /^Endpoint/ }).waitFor({ state: 'detached' });
    assert.equal(await view.getByRole('button', { name: /^Delete Endpoint/ }).count(), 0);
    assert.deepEqual(errors, []);
  });
});
