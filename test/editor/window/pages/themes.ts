import type { Page } from 'playwright-core';
import { pick, runCommand } from './palette.ts';

/** Takes a theme as people do. */
export async function useTheme(page: Page, theme: string): Promise<void> {
  await runCommand(page, 'Preferences: Color Theme');
  await page.locator('.quick-input-widget input.input').fill(theme);
  await pick(page, theme);
}
