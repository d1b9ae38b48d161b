import assert from 'node:assert/strict';
import type { Browser, Locator } from 'playwright-core';
import type { PictureView, ViewTable } from '../../../src/lab/pictures/pictureView.ts';
import { until } from '../../support/practiceProcess.ts';
import { launchBrowser } from '../host/browser.mjs';
import { openPicturePage, type PicturePage } from './pages/picturePage.ts';
import { livesPicture } from '../../support/livesPicture.ts';

/** A view of one picture and one table, which are made anew each time. */
function viewOf({ rows = 3, busy }: { rows?: number; busy?: string } = {}): PictureView {
  const table: ViewTable = {
    id: 'engines',
    title: 'Engines',
    sentence: `${rows} engines.`,
    columns: [{ name: 'Engine' }, { name: 'Life', numeric: true }],
    rows: Array.from({ length: rows }, (_, index) => [`Engine ${index + 1}`, 100 + index]),
  };
  return {
    note: '',
    busy,
    choices: [],
    sections: [
      {
        id: 'lives',
        heading: 'Lives',
        pictures: [livesPicture([3, rows])],
        tables: [table],
      },
    ],
  };
}

describe('the page of pictures', () => {
  let browser: Browser;
  let shown: PicturePage;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());
  beforeEach(async () => {
    shown = await openPicturePage(browser);
  });
  afterEach(() => shown.page.close());

  const status = (): Locator => shown.page.getByRole('status');
  const button = (name: string): Locator => shown.page.getByRole('button', { name });
  const saves = async () => (await shown.asked()).filter(({ kind }) => kind === 'save');

  it('says what goes on where a screen reader hears it: nothing around that is marked as busy', async () => {
    await shown.show(viewOf({ busy: 'The engines run' }));
    await status().getByText('The engines run').waitFor();
    const live = '[role=status], [aria-live]';
    assert.ok((await shown.page.locator(live).count()) > 1);
    assert.equal(await shown.page.locator(`[aria-busy=true]:has(${live})`).count(), 0);
  });

  it('has pictures and tables saved by their names while they are made anew', async () => {
    await shown.show(viewOf({ busy: 'The engines run' }));
    await shown.show(viewOf({ busy: 'The engines run', rows: 4 }));
    const name = { section: 'lives', id: 'lives' };
    await button('CSV: Lives').click();
    await button('CSV: Engines').click();
    await button('PNG: Lives').click();
    await until('the PNG', async () => (await saves()).length === 3);
    const [picture, table, png] = await saves();
    assert.deepEqual(picture, { kind: 'save', item: { kind: 'picture', ...name }, format: 'csv' });
    assert.deepEqual(table, {
      ...{ kind: 'save', format: 'csv' },
      item: { kind: 'table', section: 'lives', id: 'engines' },
    });
    assert.ok(png?.kind === 'save' && png.format === 'png');
    assert.deepEqual(Object.values(png.bytes).slice(1, 4), [...Buffer.from('PNG')]);
  });

  it('says it when a picture cannot be made a PNG, and saves nothing as one', async () => {
    await shown.page.evaluate('HTMLCanvasElement.prototype.toBlob = (made) => made(null)');
    await shown.show(viewOf());
    await button('PNG: Lives').click();
    await status()
      .getByText(/^No PNG: \d+ × \d+ pixels$/)
      .waitFor();
    await shown.page.evaluate(
      "Image.prototype.decode = () => Promise.reject(new Error('cannot be decoded'))",
    );
    await button('PNG: Lives').click();
    await status().getByText('No PNG: cannot be decoded').waitFor();
    assert.deepEqual(await saves(), []);
  });

  it('leaves what it has said of a file in place until something else goes on', async () => {
    await shown.show(viewOf({ busy: 'The engines run' }));
    await shown.tell({ kind: 'said', words: 'Saved lives.csv.' });
    await shown.show(viewOf({ busy: 'The engines run', rows: 4 }));
    await shown.page.getByText('4 engines.').waitFor();
    assert.equal(await status().textContent(), 'Saved lives.csv.');
    await shown.tell({ kind: 'refused', words: 'The disk is full.' });
    await shown.show(viewOf({ busy: 'The engines run', rows: 5 }));
    await shown.page.getByText('5 engines.').waitFor();
    assert.equal(await status().textContent(), 'The disk is full.');
    await shown.show(viewOf({ busy: 'All is sent' }));
    await status().getByText('All is sent').waitFor();
    await shown.show(viewOf());
    await status().and(shown.page.locator(':empty')).waitFor({ state: 'attached' });
  });

  it('keeps focus and scroll of a table whose rows are others, and leaves alone one that says the same', async () => {
    await shown.show(viewOf({ rows: 200 }));
    const region = shown.page.getByRole('region', { name: 'Engines' });
    await region.focus();
    await region.evaluate((each: { scrollTop: number }) => (each.scrollTop = 300));
    const first = region.locator('tbody tr').first();
    await first.evaluate((row: { title: string }) => (row.title = 'the same'));
    await shown.show(viewOf({ rows: 200, busy: 'Looking again' }));
    await status().getByText('Looking again').waitFor();
    assert.equal(await first.getAttribute('title'), 'the same');
    await shown.show(viewOf({ rows: 201 }));
    await shown.page.getByText('201 engines.').waitFor();
    assert.equal(await region.locator('tbody tr').count(), 201);
    assert.equal(await region.evaluate((each: { scrollTop: number }) => each.scrollTop), 300);
    await region.and(shown.page.locator(':focus')).waitFor();
  });
});
