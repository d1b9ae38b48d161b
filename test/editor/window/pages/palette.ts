import type { Locator, Page } from 'playwright-core';

const mostTries = 3;

/** The list under a quick input, whatever asked. */
export function quickPickRow(page: Page, label: string | RegExp): Locator {
  return page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first();
}

/** Takes an entry of the quick pick that shows. */
export async function pick(page: Page, label: string | RegExp): Promise<void> {
  // A list that is just being drawn may give the row that was found to another entry: found anew once it has settled.
  await quickPickRow(page, label).hover();
  await quickPickRow(page, label).click();
}

/** Runs a command by its title, from the palette, as a mouse does. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await findCommand(page, title);
  await pick(page, title);
}

/** The same with the keyboard alone. */
export async function runCommandByKeys(page: Page, title: string): Promise<void> {
  await findCommand(page, title);
  await page.keyboard.press('Enter');
}

/** Opens the palette and types a command's title, until it is listed. */
async function findCommand(page: Page, title: string): Promise<void> {
  const input = page.locator('.quick-input-widget input.input');
  // What opens by itself in the meantime takes the focus, and closes the palette with it; and a palette that was opened
  // while a window loads may lack what comes with an extension. Then again.
  for (let tries = 0; ; tries += 1) {
    await page.keyboard.press('F1');
    try {
      await input.fill(`>${title}`, { timeout: 5000 });
      await quickPickRow(page, title).waitFor({ timeout: 5000 });
      return;
    } catch (error) {
      if (tries === mostTries) throw error;
      await page.keyboard.press('Escape');
    }
  }
}
