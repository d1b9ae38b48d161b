import assert from 'node:assert/strict';
import { openWindow, workbench } from './openWindow.ts';
import {
  clickRowAction,
  openLabView,
  row,
  stageRow,
  unfoldRow,
  unfoldTree,
  welcomeButton,
} from './pages/labView.ts';
import { answerDialog, toast } from './pages/notifications.ts';
import { pick, runCommand } from './pages/palette.ts';
import { assertAccessible, figure, pictureDrawn, picturesShown } from './pages/pictures.ts';
import { useTheme } from './pages/themes.ts';
import { clickStepButton, tick } from './pages/walkthrough.ts';
import { webview } from './pages/webview.ts';
import { stageTitles } from './stageTitles.ts';

describe('somebody who only clicks', () => {
  it('comes from an empty window to predictions', async () => {
    const began = Date.now();
    const { page, errors, screenshot } = await openWindow();
    await openLabView(page);
    await welcomeButton(page, 'Lab', 'Open Walkthrough').click();
    await clickStepButton(page, 'start', 'Open Lab Folder');
    const loaded = page.waitForEvent('load', { timeout: 60_000 });
    await pick(page, '~/cmapss-lab');
    await loaded;
    await workbench(page);

    // The walkthrough opens by itself in the new folder.
    await tick(page, 'start').waitFor();
    await screenshot('walkthrough-lab-folder');
    await clickStepButton(page, 'connect', 'Choose Account');
    await pick(page, 'Practice account');
    await tick(page, 'connect').waitFor();
    await openLabView(page);
    for (const [id, title] of Object.entries(stageTitles)) {
      await clickStepButton(page, id, title);
      await tick(page, id).waitFor({ timeout: 60_000 });
      await stageRow(page, title, 'done').waitFor();
      await screenshot(`walkthrough-${id}`);
    }
    await toast(page, /The lab has come to its end: .* rows answered, RMSE/).waitFor();
    process.stdout.write(
      `      from nothing to predictions in ${Math.round((Date.now() - began) / 1000)} s\n`,
    );

    await row(page, 'Lab', /^Publish Data, done.* 4 files, none lost, none twice/).waitFor();
    await showsWhatWasMade(page);
    await screenshot('trees-after-predictions');
    await showsPictures(page, screenshot);
    for (const tree of ['Buckets', 'Crawlers', 'Jobs', 'Endpoints'] as const)
      await unfoldTree(page, tree, false);
    await unfoldTree(page, 'Lab');
    await clickRowAction(row(page, 'Lab', /^Clean Up,/), 'Run Stage');
    await answerDialog(page, /endpoint cmapss-\S+ \(InService\)/, 'Delete What Runs');
    await stageRow(page, 'Clean Up', 'done').waitFor();
    assert.deepEqual(errors, []);
  });
});

/** Looks at each tree for what the stages made. */
async function showsWhatWasMade(page: Awaited<ReturnType<typeof openWindow>>['page']): Promise<void> {
  // Folded, the Lab tree leaves the others room.
  await unfoldTree(page, 'Lab', false);
  await unfoldTree(page, 'Buckets');
  const submissions = row(page, 'Buckets', /^Submissions,/);
  await unfoldRow(submissions);
  await row(page, 'Buckets', /^streaming_submissions/).waitFor();
  await unfoldTree(page, 'Crawlers');
  await row(page, 'Crawlers', /^cmapss_curated_rul, done/).waitFor();
  await unfoldTree(page, 'Jobs');
  await row(page, 'Jobs', /^calc_rul, done,.* SUCCEEDED/).waitFor();
  await unfoldTree(page, 'Endpoints');
}

/** Themes, and the class that a page has in each. */
const themes = [
  ['Light Modern', 'vscode-light'],
  ['Dark High Contrast', 'vscode-high-contrast'],
  ['Dark Modern', 'vscode-dark'],
] as const;

/** Looks at the engines and at the results: drawn, with the same numbers as a table, and for everybody. */
async function showsPictures(
  page: Awaited<ReturnType<typeof openWindow>>['page'],
  screenshot: Awaited<ReturnType<typeof openWindow>>['screenshot'],
): Promise<void> {
  await runCommand(page, 'Explore Engines');
  const engines = await picturesShown(page, [/Lifetimes/, /T24/]);
  await pictureDrawn(figure(page, /T24/));
  await screenshot('pictures-engines');
  // By the keyboard alone, another engine is picked.
  await webview(page).getByLabel('Engine', { exact: true }).press('ArrowDown');
  await figure(page, /T24/).getByRole('listitem').getByText('Engine 2').waitFor();
  for (const [theme, shown] of themes) {
    await useTheme(page, theme);
    await webview(page).locator(`body.${shown}`).waitFor();
    await pictureDrawn(figure(page, /T24/));
    await assertAccessible(engines);
  }

  await runCommand(page, 'Show Results');
  const predicted = /Predicted against true remaining life/;
  const results = await picturesShown(page, [predicted]);
  await pictureDrawn(figure(page, predicted));
  await screenshot('pictures-results');
  await assertAccessible(results);
  await figure(page, predicted)
    .getByRole('button', { name: /^Table/ })
    .press('Enter');
  await webview(page)
    .getByRole('status')
    .getByText(/^\d+ rows$/)
    .waitFor();
}
