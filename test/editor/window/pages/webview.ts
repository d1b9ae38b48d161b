import type { FrameLocator, Page } from 'playwright-core';

/** The document inside the webview that shows. */
export function webview(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
}
