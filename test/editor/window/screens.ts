import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { closeBrowser, openWindow, type VscodeWindow } from './openWindow.ts';
import { openLabView, row, stageRow, unfoldRow, unfoldTree } from './pages/labView.ts';
import { pick, runCommand } from './pages/palette.ts';
import { useTheme } from './pages/themes.ts';
import { openStep } from './pages/walkthrough.ts';
import { palettePng } from './palettePng.ts';
import { stageTitles } from './stageTitles.ts';

const longestLabMs = 300_000;

/** Themes, by the files' names and VS Code's, and the class that the window has in each. */
const themes = [
  { name: 'light', theme: 'Light Modern', shown: '.monaco-workbench.vs' },
  { name: 'dark', theme: 'Dark Modern', shown: '.monaco-workbench.vs-dark' },
  { name: 'contrast', theme: 'Dark High Contrast', shown: '.monaco-workbench.hc-black' },
] as const;

/** What there is to see, by the name that its pictures get. */
const views: Record<string, (window: VscodeWindow) => Promise<void>> = {
  walkthrough: async ({ page }) => openStep(page, 'runEtl'),
  trees: async ({ page }) => {
    await unfoldTree(page, 'Lab', false);
    await unfoldTree(page, 'Buckets');
    await unfoldTree(page, 'Crawlers');
    await unfoldTree(page, 'Jobs');
    await unfoldTree(page, 'Endpoints');
    await unfoldRow(row(page, 'Buckets', /^Submissions/));
    await row(page, 'Buckets', /^streaming_submissions/).waitFor();
    await unfoldRow(row(page, 'Jobs', /^calc_rul/));
  },
  script: async (window) => {
    const { page, profile } = window;
    for (const tree of ['Buckets', 'Crawlers', 'Jobs', 'Endpoints'] as const)
      await unfoldTree(page, tree, false);
    await unfoldTree(page, 'Lab');
    // As it is before anybody patches it, so that its names show as those of another account.
    writeFileSync(path.join(profile.lab, 'glue/glue_job.py'), readFileSync('glue/glue_job.py'));
    await openFile(page, 'glue_job.py');
    await page.locator('.codelens-decoration', { hasText: 'Upload' }).waitFor();
    await page.locator('.squiggly-warning, .squiggly-error, .squiggly-info').first().waitFor();
  },
  table: async ({ page }) => {
    await openFile(page, 'split_counts.sql');
    await page.locator('.codelens-decoration a', { hasText: 'Run in Athena' }).first().click();
    await page.locator('iframe.webview.ready').waitFor();
  },
};

/** Goes through the lab in VS Code and keeps a picture of each view in each theme. */
export async function takeScreens(folder: string): Promise<void> {
  const window = await openWindow({ folder: 'lab' });
  const { page } = window;
  try {
    await openLabView(page);
    await widenSideBar(page);
    await stageRow(page, stageTitles.survey, 'done').waitFor();
    await runCommand(page, 'CMAPSS Lab: Run Whole Lab');
    await stageRow(page, stageTitles.predict, 'done').waitFor({ timeout: longestLabMs });
    await runCommand(page, 'Notifications: Clear All Notifications');
    for (const [name, show] of Object.entries(views)) {
      await show(window);
      for (const theme of themes) {
        await useTheme(page, theme.theme);
        await page.locator(theme.shown).waitFor();
        writeFileSync(path.join(folder, `${name}-${theme.name}.png`), palettePng(await pictureAtRest(page)));
      }
    }
  } catch (error) {
    await window.screenshot('screens-failed');
    throw error;
  } finally {
    await window.close();
    await closeBrowser();
  }
}

async function openFile(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+P');
  await page.locator('.quick-input-widget input.input').fill(name);
  await pick(page, name);
}

/** Gives the trees room to show what stands beside their labels. */
async function widenSideBar(page: Page): Promise<void> {
  const bar = await page.locator('.part.sidebar').boundingBox();
  if (!bar) throw new Error('There is no side bar.');
  const [edge, middle] = [bar.x + bar.width, bar.y + bar.height / 2];
  await page.mouse.move(edge, middle);
  await page.mouse.down();
  await page.mouse.move(edge + 160, middle, { steps: 8 });
  await page.mouse.up();
}

/** The picture of the window once its webviews are drawn and nothing moves any more. */
async function pictureAtRest(page: Page): Promise<Buffer> {
  let before: Buffer = Buffer.alloc(0);
  for (;;) {
    for (const frame of await page.locator('iframe.webview:visible').all()) {
      const shown = frame.contentFrame().frameLocator('iframe#active-frame');
      await shown.locator('body *').first().waitFor();
    }
    const now = await page.screenshot();
    if (now.equals(before)) return now;
    before = now;
    await sleep(1000);
  }
}
