import axe from 'axe-core';
import assert from 'node:assert/strict';
import type { Frame, Locator, Page } from 'playwright-core';
import { webview } from './webview.ts';

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

/** Waits until something is drawn on a picture's canvas: a blank one has one colour. */
export async function pictureDrawn(picture: Locator): Promise<void> {
  const canvas = picture.locator('canvas');
  await canvas.scrollIntoViewIfNeeded();
  const colours = (): Promise<number> => canvas.evaluate(coloursInPage);
  for (const end = Date.now() + 10_000; (await colours()) < 2;) {
    assert.ok(Date.now() < end, 'The canvas stays blank.');
  }
}

/** How many colours a canvas has; as text, because it runs in the page, whose types these tests do not have. */
const coloursInPage = `(canvas) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
}`;

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
