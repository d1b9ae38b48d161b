import assert from 'node:assert/strict';
import type { Browser, Locator } from 'playwright-core';
import type { PictureView, ViewTable } from '../../../src/lab/pictures/pictureView.ts';
import { launchBrowser } from '../host/browser.mjs';
import { openPicturePage, type PicturePage } from './pages/picturePage.ts';

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
        pictures: [
          {
            id: 'lives',
            title: 'Lives',
            sentence: 'How long.',
            x: { label: 'Cycle' },
            y: { label: 'Engines' },
            layers: [{ kind: 'bars', label: 'Engines', x: [1, 2], y: [3, rows], width: 1 }],
          },
        ],
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

  it('says what goes on where a screen reader hears it: nothing around that is marked as busy', async () => {
    await shown.show(viewOf({ busy: 'The engines run' }));
    await status().getByText('The engines run').waitFor();
    const live = '[role=status], [aria-live]';
    assert.ok((await shown.page.locator(live).count()) > 1);
    assert.equal(await shown.page.locator(`[aria-busy=true]:has(${live})`).count(), 0);
  });
});
