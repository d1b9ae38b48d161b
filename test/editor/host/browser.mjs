// The browser whose pages are VS Code's windows.
import { chromium } from 'playwright-core';
import { chromiumPath } from './hosts.mjs';

const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
];

/** The pictures of a walkthrough show beside its text from this size on. */
export const viewport = { width: 1600, height: 900 };

/** Starts Debian's Chromium, without a screen. */
export function launchBrowser() {
  return chromium.launch({ executablePath: chromiumPath, headless: true, args: flags });
}
