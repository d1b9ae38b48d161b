import type { Page } from 'playwright-core';
import { until } from '../../../support/practiceProcess.ts';

/** Runs in the page: whether a store of VS Code's in this browser holds a value with this text. */
const holds = `async (text) => {
  for (const { name } of await indexedDB.databases()) {
    if (!name?.startsWith('vscode-web-state-db')) continue;
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    try {
      const values = await new Promise((resolve, reject) => {
        const request = database.transaction('ItemTable').objectStore('ItemTable').getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      if (values.some((value) => String(value).includes(text))) return true;
    } finally {
      database.close();
    }
  }
  return false;
}`;

/**
 * Waits until what an extension remembers, with this text in it, lies in the browser: VS Code writes it a moment after
 * the extension was told that it is kept, and a window that is loaded again in this moment loses it.
 */
export async function stored(page: Page, text: string): Promise<void> {
  await until(`"${text}" in the browser's store`, () =>
    page.evaluate<boolean>(`(${holds})(${JSON.stringify(text)})`),
  );
}
