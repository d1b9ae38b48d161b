import type { Locator, Page } from 'playwright-core';

/** Runs in the page: tells of each notification or dialog with the icon of an error, as it is added. */
const watch = `
  const told = new WeakSet();
  new MutationObserver(() => {
    for (const each of document.querySelectorAll(
      ':is(.notification-list-item, .monaco-dialog-box):has(.codicon-error, .codicon-dialog-error)',
    )) {
      if (!told.has(each)) errorPoppedUp(each.textContent);
      told.add(each);
    }
  }).observe(document, { childList: true, subtree: true });
`;

/**
 * Watches for errors that pop up, from before the window loads and over its reloads; the list that it answers grows by
 * each one's text.
 */
export async function recordErrors(page: Page): Promise<readonly string[]> {
  const errors: string[] = [];
  await page.exposeFunction('errorPoppedUp', (text: string) => {
    if (errors.at(-1) !== text) errors.push(text);
  });
  await page.addInitScript(watch);
  return errors;
}

/** The toast that holds a text. */
export function toast(page: Page, text: string | RegExp): Locator {
  return page.locator('.notifications-toasts .notification-list-item', { hasText: text });
}

/** Clicks a button of the toast that holds a text. */
export async function answerToast(page: Page, text: string | RegExp, button: string): Promise<void> {
  await toast(page, text).getByRole('button', { name: button, exact: true }).click();
}

/** The notification that holds a text, be it a toast or in the list of all. */
export function notification(page: Page, text: string | RegExp): Locator {
  return page.locator('.notification-list-item', { hasText: text });
}

/** Clicks a button of the notification that holds a text. */
export async function answerNotification(page: Page, text: string | RegExp, button: string): Promise<void> {
  await notification(page, text).getByRole('button', { name: button, exact: true }).click();
}

/** Clicks a button of the modal dialog that holds a text. */
export async function answerDialog(page: Page, text: string | RegExp, button: string): Promise<void> {
  await page
    .locator('.monaco-dialog-box', { hasText: text })
    .getByRole('button', { name: button, exact: true })
    .click();
}
