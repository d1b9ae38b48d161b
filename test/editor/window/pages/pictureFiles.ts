import type { Page } from 'playwright-core';

/** Runs in a page: how many colours a PNG has. */
const countColours = `async (base64) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  return new Set(new Uint32Array(data.buffer)).size;
}`;

/** Runs in a page: the texts of an SVG; throws for what is no XML. */
const findTexts = `(source) => {
  const svg = new DOMParser().parseFromString(source, 'image/svg+xml');
  const wrong = svg.querySelector('parsererror');
  if (wrong) throw new Error(wrong.textContent);
  return [...svg.querySelectorAll('text')].map(({ textContent }) => textContent);
}`;

/** How many colours a PNG has, decoded by the browser of `page`. Throws when it is none. */
export function coloursOfPng(page: Page, png: Buffer): Promise<number> {
  return inBlankPage<number>(page, countColours, png.toString('base64'));
}

/** The texts of an SVG, parsed by the browser of `page`. Throws when it is none. */
export function textsOfSvg(page: Page, svg: Buffer): Promise<string[]> {
  return inBlankPage<string[]>(page, findTexts, svg.toString());
}

/** Runs a function in a page that is not VS Code's, which may not parse what it likes. */
async function inBlankPage<T>(page: Page, source: string, argument: string): Promise<T> {
  const blank = await page.context().newPage();
  try {
    return await blank.evaluate<T>(`(${source})(${JSON.stringify(argument)})`);
  } finally {
    await blank.close();
  }
}
