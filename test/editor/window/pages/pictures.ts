import axe from 'axe-core';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { webview } from './webview.ts';

const mostTries = 5;

/** Waits until the view of pictures in front shows these figures and is at rest; answers with its document. */
export async function picturesShown(page: Page, titles: readonly RegExp[]): Promise<Frame> {
  for (const title of titles) await figure(page, title).locator('canvas').waitFor({ timeout: 30_000 });
  await webview(page).locator('#elapsed:empty').waitFor({ state: 'attached', timeout: 30_000 });
  const frame = await (await webview(page).locator('body').elementHandle()).ownerFrame();
  assert.ok(frame);
  return frame;
}

/** A picture by its title. */
export function figure(page: Page, title: RegExp): Locator {
  return webview(page).locator('figure').filter({ hasText: title }).first();
}

/** The part of a picture that has the keyboard. */
export function plot(picture: Locator): Locator {
  return picture.getByRole('application');
}

/** The words beside a mark that is pointed at, line by line; none while they are hidden. */
export function markWords(picture: Locator): Promise<string[]> {
  return picture.locator('.tooltip:visible > div').allTextContents();
}

/** Saves a picture by its button, where VS Code's dialog would; answers with the file's content. */
export async function savedPicture(
  page: Page,
  picture: Locator,
  format: 'CSV' | 'PNG' | 'SVG',
): Promise<Buffer> {
  await picture.getByRole('button', { name: new RegExp(`^${format}: `) }).click();
  const dialog = page.locator('.quick-input-widget', { hasText: `Save as ${format}` });
  await dialog.locator('.monaco-list-row').first().waitFor();
  const file = await dialog.locator('input.input').inputValue();
  // While the dialog looks at the folder it takes no answer.
  for (let tries = 0; tries < mostTries && (await dialog.isVisible()); tries += 1) {
    await dialog.getByRole('button', { name: 'OK' }).click();
    await dialog.waitFor({ state: 'hidden', timeout: 2000 }).catch(() => undefined);
  }
  await webview(page)
    .getByRole('status')
    .getByText(`Saved ${path.basename(file)}.`)
    .waitFor();
  return readFileSync(file);
}

/** Waits until something is drawn on a picture's canvas: a blank one has one colour. */
export async function pictureDrawn(picture: Locator): Promise<void> {
  const canvas = picture.locator('canvas');
  await canvas.scrollIntoViewIfNeeded();
  for (const end = Date.now() + 10_000; (await coloursOf(canvas)) < 2;) {
    assert.ok(Date.now() < end, 'The canvas stays blank.');
  }
}

/** What a picture's canvas shows, as a short text: what looks the same is the same. */
export async function pixels(picture: Locator): Promise<string> {
  const address = await picture.locator('canvas').evaluate((canvas: Canvas) => canvas.toDataURL());
  return createHash('sha1').update(address).digest('hex');
}

/** How many colours a canvas has. */
function coloursOf(canvas: Locator): Promise<number> {
  return canvas.evaluate((each: Canvas) => {
    const { data } = each.getContext('2d').getImageData(0, 0, each.width, each.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });
}

/** What a page knows of a canvas; these tests do not have the types of pages. */
interface Canvas {
  readonly width: number;
  readonly height: number;
  toDataURL(): string;
  getContext(kind: '2d'): {
    getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray };
  };
}

/** Fails when axe finds something in the document that seriously keeps somebody out. */
export async function assertAccessible(frame: Frame): Promise<void> {
  await frame.evaluate(axe.source);
  const found = await frame.evaluate('axe.run()');
  const { violations } = found as axe.AxeResults;
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  assert.deepEqual(
    serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    [],
  );
}
