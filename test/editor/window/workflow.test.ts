import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { openWindow } from './openWindow.ts';
import { openLabView, row } from './pages/labView.ts';
import { runCommand } from './pages/palette.ts';
import { assertAccessible } from './pages/pictures.ts';
import { useTheme } from './pages/themes.ts';
import { webview } from './pages/webview.ts';

const steps = [
  ['cmapss_start', 'Trigger, on demand', 'fired'],
  ['cmapss_submissions', 'Crawler', 'done'],
  ['cmapss_job', 'Trigger', 'fired'],
  ['calc_rul', 'Glue job', 'done'],
  ['cmapss_curated', 'Trigger', 'fired'],
  ['cmapss_curated_rul', 'Crawler', 'done'],
] as const;

const themes = [
  ['Light Modern', 'vscode-light'],
  ['Dark High Contrast', 'vscode-high-contrast'],
  ['Light High Contrast', 'vscode-high-contrast-light'],
  ['Dark Modern', 'vscode-dark'],
] as const;

describe('the lab as a workflow', () => {
  it('shows its graph, runs it by a click, and comes to every step done', async () => {
    const { page, errors, screenshot, reload } = await openWindow({ folder: 'lab', done: 'prepareJob' });
    await openLabView(page);
    await runCommand(page, 'Show Workflow');
    await stand(page, 'It has never run.').waitFor();
    for (const [name] of steps) await step(page, name, /not (started|fired)/).waitFor();
    await screenshot('workflow-before');
    await button(page, 'Run').click();
    await step(page, 'calc_rul', /running · \d/).waitFor();
    assert.ok(await button(page, 'Run').isDisabled());
    await screenshot('workflow-running');
    await isDone(page);
    await stand(page, /^The last run, begun .*, has succeeded in [\d.]+ s\.$/).waitFor();
    const frame = await (await webview(page).locator('body').elementHandle()).ownerFrame();
    assert.ok(frame);
    for (const [theme, shown] of themes) {
      await useTheme(page, theme);
      await webview(page).locator(`body.${shown}`).waitFor();
      await screenshot(`workflow-${shown}`);
      await assertAccessible(frame);
    }
    assert.deepEqual(errors, []);

    await row(page, 'Lab', /^Run Curated Crawler, done/).waitFor({ timeout: 30_000 });
    await reload();
    await openLabView(page);
    await runCommand(page, 'Run as Workflow');
    await isDone(page);
    await page.getByText('Both crawlers and the job are done already.').first().waitFor();

    // By the keyboard alone: from a button to the next, and to the first step that has something to show.
    await button(page, 'Refresh').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: /cmapss_submissions/ }).waitFor();
  });

  it('is stopped by its button', async () => {
    const { page, errors } = await openWindow({
      folder: 'lab',
      done: 'prepareJob',
      // The crawler then takes as long as somebody needs to press Stop.
      machine: { 'cmapssLab.practice.pace': 1 },
    });
    await openLabView(page);
    await runCommand(page, 'Run as Workflow');
    await step(page, 'cmapss_submissions', /running/).waitFor({ timeout: 60_000 });
    await button(page, 'Stop').click();
    await step(page, 'cmapss_submissions', /cancelled/).waitFor({ timeout: 60_000 });
    await stand(page, /was stopped\.$/).waitFor();
    assert.deepEqual(errors, []);
  });
});

/** A step by its name, with what stands beside it. */
function step(page: Page, name: string, words: RegExp): Locator {
  return webview(page)
    .getByRole('list', { name: 'Steps of CMapssWorkflow' })
    .getByRole('listitem')
    .filter({ has: webview(page).getByText(name, { exact: true }) })
    .getByText(words);
}

function button(page: Page, name: string): Locator {
  return webview(page).getByRole('button', { name, exact: true });
}

function stand(page: Page, words: string | RegExp): Locator {
  return webview(page).getByRole('region', { name: 'How it stands' }).getByText(words);
}

/** Waits until every step is done, in the graph and in the table beside it. */
async function isDone(page: Page): Promise<void> {
  for (const [name, kind, state] of steps) {
    await step(page, name, new RegExp(`^${kind} · ${state}`)).waitFor({ timeout: 60_000 });
  }
  const cells = await webview(page).locator('.table tbody tr').allInnerTexts();
  assert.deepEqual(
    cells.map((text) => text.split('\t').slice(0, 3)),
    steps.map((each) => [...each]),
  );
}
