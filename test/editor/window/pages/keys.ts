import type { Locator, Page } from 'playwright-core';

const mostPresses = 40;

/** Presses a key again and again until something shows. */
export async function pressUntil(page: Page, key: string, sign: Locator): Promise<void> {
  for (let presses = 0; presses < mostPresses; presses += 1) {
    if (await sign.isVisible()) return;
    await page.keyboard.press(key);
    // What a key does shows with the next frame.
    await page.evaluate(
      'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))',
    );
  }
  throw new Error(`${key} was pressed ${mostPresses} times without ${String(sign)}`);
}
