import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'csv-parse/sync';
import type { Locator, Page } from 'playwright-core';
import { openWindow } from './openWindow.ts';
import { openLabView } from './pages/labView.ts';
import { runCommand } from './pages/palette.ts';
import {
  assertAccessible,
  figure,
  markWords,
  pictureDrawn,
  picturesShown,
  pixels,
  plot,
  savedPicture,
} from './pages/pictures.ts';
import { coloursOfPng, textsOfSvg } from './pages/pictureFiles.ts';
import { webview } from './pages/webview.ts';

const lifetimes = /^Lifetimes in FD001/;
const [sensorBefore, sensor] = [/^1: T2/, /^2: T24/];
/** A number as it is written beside a mark. */
const shownNumber = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 7 });

describe('pictures of engines', () => {
  it('tell their numbers to mouse and keyboard, are zoomed, picked from and saved', async () => {
    const { page, errors, screenshot } = await openWindow({ folder: 'lab', done: 'crawlCurated' });
    await openLabView(page);
    await runCommand(page, 'Explore Engines');
    const frame = await picturesShown(page, [lifetimes, sensor]);
    const [lives, t24] = [figure(page, lifetimes), figure(page, sensor)];
    const [engines, read] = [
      tableOf(await savedPicture(page, lives, 'CSV')),
      tableOf(await savedPicture(page, t24, 'CSV')),
    ];
    assert.deepEqual(engines.columns, ['Life (cycles)', 'Engines']);
    assert.equal(
      engines.rows.reduce((sum, [, count]) => sum + Number(count), 0),
      100,
    );
    assert.deepEqual(read.columns, ['Engine', 'Cycle', 'All engines']);

    await pictureDrawn(lives);
    await isReadByMouse(lives, engines.rows, (row) => [`Life (cycles): ${row[0]}`, `Engines: ${row[1]}`]);
    await pictureDrawn(t24);
    await hover(t24, 0.3, 0.5);
    const words = await markWords(t24);
    assert.equal(read.rows.filter((row) => isDeepStrictEqual(wordsOf(row), words)).length, 1, words.join());
    await isZoomedByMouse(page, t24);
    await focusByTab(page, t24);
    await isReadByKeys(page, t24, read.rows);
    await screenshot('pictures-keyboard');
    await assertAccessible(frame);
    await isZoomedByKeys(page, t24);
    await isPickedFromByKeys(page, t24, read.rows);

    assert.ok((await coloursOfPng(page, await savedPicture(page, t24, 'PNG'))) > 10);
    const texts = await textsOfSvg(page, await savedPicture(page, lives, 'SVG'));
    for (const text of ['Lifetimes in FD001', ...engines.columns]) assert.ok(texts.includes(text), text);
    await lives.getByRole('button', { name: /^Table/ }).click();
    const table = webview(page);
    await table.getByRole('status').getByText(`${engines.rows.length} rows`).waitFor();
    assert.deepEqual(await table.locator('th[scope=col]').allTextContents(), engines.columns);
    assert.deepEqual(
      await table.locator('tbody tr').allInnerTexts(),
      engines.rows.map((row) => row.join('\t')),
    );
    assert.deepEqual(errors, []);
  });
});

/** Each bar tells its row of the table. */
async function isReadByMouse(
  picture: Locator,
  rows: readonly string[][],
  words: (row: readonly string[]) => string[],
): Promise<void> {
  for (const [place, row] of rows.entries()) {
    await hover(picture, (place + 0.5) / rows.length, 0.4);
    assert.deepEqual(await markWords(picture), words(row));
  }
}

/** A part that is dragged over fills the picture, until a button or a double click undoes it. */
async function isZoomedByMouse(page: Page, picture: Locator): Promise<void> {
  const reset = resetOf(picture);
  const whole = await pixels(picture);
  for (const undo of [() => reset.click(), () => at(picture, 0.5, 0.5, 'dblclick')]) {
    await drag(page, picture, [0.2, 0.2], [0.6, 0.8]);
    await reset.waitFor();
    assert.notEqual(await pixels(picture), whole);
    await undo();
    await reset.waitFor({ state: 'hidden' });
    assert.equal(await pixels(picture), whole);
  }
  await page.mouse.move(0, 0);
}

/** Goes to the picture with Tab, from the buttons of the one before. */
async function focusByTab(page: Page, picture: Locator): Promise<void> {
  await figure(page, sensorBefore).getByRole('button', { name: /^SVG/ }).focus();
  await page.keyboard.press('Tab');
  await plot(picture).and(webview(page).locator(':focus')).waitFor();
  assert.match(await plot(picture).ariaSnapshot(), /2: T24/);
  await hintOf(picture).waitFor();
}

async function isReadByKeys(page: Page, picture: Locator, rows: readonly string[][]): Promise<void> {
  const last = rows.filter(([engine]) => engine === '2').at(-1) ?? [];
  await leads(page, picture, 'ArrowRight', rowOf(rows, '1', '1'));
  await hintOf(picture).waitFor({ state: 'hidden' });
  await leads(page, picture, 'ArrowRight', rowOf(rows, '1', '2'));
  await leads(page, picture, 'ArrowDown', rowOf(rows, '2', '2'));
  await leads(page, picture, 'ArrowDown', rowOf(rows, '3', '2'));
  await leads(page, picture, 'ArrowLeft', rowOf(rows, '3', '1'));
  await leads(page, picture, 'ArrowUp', rowOf(rows, '2', '1'));
  await leads(page, picture, 'End', last);
  await leads(page, picture, 'ArrowRight', last);
}

/** The mark that is read stays where it is while keys zoom, and has its words. */
async function isZoomedByKeys(page: Page, picture: Locator): Promise<void> {
  const reset = resetOf(picture);
  const [whole, words] = [await pixels(picture), await markWords(picture)];
  await page.keyboard.press('+');
  await reset.waitFor();
  assert.deepEqual(await markWords(picture), words);
  const zoomed = await pixels(picture);
  assert.notEqual(zoomed, whole);
  await page.keyboard.press('Shift+ArrowLeft');
  assert.notEqual(await pixels(picture), zoomed);
  await page.keyboard.press('Shift+ArrowRight');
  assert.equal(await pixels(picture), zoomed);
  for (const undo of ['-', '0', 'Escape']) {
    await page.keyboard.press(undo);
    await reset.waitFor({ state: 'hidden' });
    assert.equal(await pixels(picture), whole);
    assert.deepEqual(await markWords(picture), undo === 'Escape' ? [] : words);
    await page.keyboard.press('+');
    await reset.waitFor();
  }
  await page.keyboard.press('0');
}

async function isPickedFromByKeys(page: Page, picture: Locator, rows: readonly string[][]): Promise<void> {
  await leads(page, picture, 'ArrowDown', rowOf(rows, '1', '1'));
  await leads(page, picture, 'ArrowDown', rowOf(rows, '2', '1'));
  await page.keyboard.press('Enter');
  await picture.getByRole('listitem').getByText('Engine 2').waitFor();
  assert.equal(await webview(page).getByLabel('Engine', { exact: true }).inputValue(), '2');
  assert.deepEqual(await markWords(picture), wordsOf(rowOf(rows, '2', '1')));
}

/** A key leads to the mark of a row, whose words are shown, and said. */
async function leads(page: Page, picture: Locator, key: string, row: readonly string[]): Promise<void> {
  await page.keyboard.press(key);
  assert.deepEqual(await markWords(picture), wordsOf(row));
  assert.equal(await picture.locator('[aria-live=polite]').textContent(), wordsOf(row).join('. '));
}

const resetOf = (picture: Locator): Locator => picture.getByRole('button', { name: 'Reset Zoom' });
const hintOf = (picture: Locator): Locator => picture.getByText('Arrow keys go from mark to mark.');
const rowOf = (rows: readonly string[][], engine: string, cycle: string): readonly string[] =>
  rows.find(([of, at]) => of === engine && at === cycle) ?? [];

/** A saved table: its heads, and what is below them. */
function tableOf(csv: Buffer): { columns: string[]; rows: string[][] } {
  const [columns = [], ...rows] = parse(csv);
  return { columns, rows };
}

/** What stands beside the mark of a row: engine, cycle, value. */
function wordsOf([engine = '', cycle = '', value = '']: readonly string[]): string[] {
  return [
    `Engine ${engine}`,
    `Cycle: ${shownNumber.format(Number(cycle))}`,
    `All engines: ${shownNumber.format(Number(value))}`,
  ];
}

/** Where the marks are, which is where the mouse is minded. */
const area = (picture: Locator): Locator => picture.locator('.u-over');

/** Moves to, or clicks twice at, a place of the picture: parts of its width and height, from the top left. */
async function at(picture: Locator, x: number, y: number, what: 'hover' | 'dblclick'): Promise<void> {
  const box = await area(picture).boundingBox();
  assert.ok(box);
  await area(picture)[what]({ position: { x: x * box.width, y: y * box.height } });
}

const hover = (picture: Locator, x: number, y: number): Promise<void> => at(picture, x, y, 'hover');

async function drag(
  page: Page,
  picture: Locator,
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> {
  await hover(picture, ...from);
  await page.mouse.down();
  await hover(picture, ...to);
  await page.mouse.up();
}
