import assert from 'node:assert/strict';
import { bucketOf, connectStore } from '../../support/connectStore.ts';
import { openWindow } from './openWindow.ts';
import { openLabView, row, unfoldRow, unfoldTree } from './pages/labView.ts';
import { webview } from './pages/webview.ts';

const rows = 2500;

describe('a table of rows', () => {
  it('is read by mouse and keyboard, a thousand rows at a time, and copied', async () => {
    const { page, profile, errors } = await openWindow({ folder: 'lab' });
    await openLabView(page);
    await unfoldTree(page, 'Buckets');
    await row(page, 'Buckets', /^Published/).waitFor();
    const account = await connectStore(profile.store);
    const lines = Array.from({ length: rows }, (_, index) => `FD001,${index + 1}`);
    const bucket = await bucketOf(account, 'published');
    await account.ports.buckets.put(bucket, 'engines.csv', ['subset,cycle', ...lines].join('\n'));
    account.close();

    await unfoldRow(row(page, 'Buckets', /^Published/));
    await row(page, 'Buckets', /^engines\.csv/).click();
    await page.getByText('Show as Table').click();
    const table = webview(page);
    await table.getByRole('status').getByText('1,000 of 2,500 rows').waitFor();
    assert.equal(await table.locator('tbody tr').count(), 1000);
    assert.deepEqual(await table.locator('th[scope=col]').allTextContents(), ['subset', 'cycle']);
    assert.equal(await table.locator('tbody tr').first().locator('td.number').textContent(), '1');
    const region = table.getByRole('region', { name: /^engines\.csv s3:\/\// });

    // By the keyboard alone: down to the end, to the button, and on.
    await region.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await table.getByRole('status').getByText('2,000 of 2,500 rows').waitFor();
    await page.keyboard.press('Enter');
    await table.getByRole('status').getByText('2,500 rows').waitFor();
    assert.equal(await table.locator('tbody tr').last().textContent(), `FD001${rows}`);
    assert.equal(await table.getByRole('button', { name: 'Show More Rows' }).count(), 0);

    await table.getByRole('button', { name: 'Copy as CSV' }).click();
    await table.getByRole('status').getByText('Copied 2,500 rows as CSV.').waitFor();

    // A tab that was hidden has its rows again.
    await page.keyboard.press('Control+PageUp');
    await page.getByText('Show as Table').waitFor();
    await page.keyboard.press('Control+PageDown');
    await webview(page).getByRole('status').getByText('2,500 rows').waitFor();
    assert.deepEqual(errors, []);
  });
});
