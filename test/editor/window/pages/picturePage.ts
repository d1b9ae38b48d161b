import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createOutbox } from '../../../../src/lab/pictures/outbox.ts';
import type { FromPage, ToPage } from '../../../../src/lab/pictures/pageMessages.ts';
import type { PictureView } from '../../../../src/lab/pictures/pictureView.ts';
import { pictureHtml } from '../../../../src/ui/pictures/pictureHtml.ts';

/** The page of pictures by itself, in a browser without VS Code: what it is told, and what it asks for. */
export interface PicturePage {
  readonly page: Page;
  tell(message: ToPage): Promise<void>;
  show(view: PictureView): Promise<void>;
  asked(): Promise<FromPage[]>;
}

const origin = 'http://pictures.test';
const html = pictureHtml({
  script: `${origin}/page.js`,
  style: `${origin}/page.css`,
  source: origin,
  nonce: 'nonce',
  title: 'Pictures',
  language: 'en',
  loading: 'Loading…',
});
const words: ToPage = {
  kind: 'words',
  title: 'Pictures',
  words: {
    table: 'Table',
    resetZoom: 'Reset Zoom',
    loading: 'Loading…',
    seconds: '{0} s',
    keys: 'Keys.',
    pickKey: 'Enter.',
    noPng: 'No PNG: {0}',
  },
};
/** VS Code's side of the page. */
const vscodeApi = `
  window.asked = [];
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => window.asked.push(message),
    getState: () => undefined,
    setState: () => undefined,
  });`;

/** Opens the page, as it was built, and begins the conversation with it. Nothing is asked of any network. */
export async function openPicturePage(browser: Browser): Promise<PicturePage> {
  const page = await browser.newPage();
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url());
    return pathname === '/'
      ? route.fulfill({ contentType: 'text/html', body: html })
      : route.fulfill({
          contentType: pathname.endsWith('.js') ? 'text/javascript' : 'text/css',
          body: readFileSync(path.join('dist/webview', pathname), 'utf8'),
        });
  });
  await page.addInitScript(vscodeApi);
  await page.goto(`${origin}/`);
  const tell = (message: ToPage): Promise<void> => page.evaluate(`window.postMessage(${source(message)})`);
  const outbox = createOutbox();
  await tell(words);
  return {
    page,
    tell,
    show: (view) => tell(outbox.pack(view)),
    asked: () => page.evaluate('window.asked'),
  };
}

/** A message as a script writes it; JSON has no typed arrays. */
function source(message: ToPage): string {
  if (message.kind !== 'view') return JSON.stringify(message);
  const { arrays, ...rest } = message;
  const written = Object.entries(arrays).map(
    ([number, array]) => `${number}: ${array.constructor.name}.of(${Array.from(array).join()})`,
  );
  return `{ ...${JSON.stringify(rest)}, arrays: { ${written.join()} } }`;
}
