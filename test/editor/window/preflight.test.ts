import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { connectStore } from '../../support/connectStore.ts';
import { openWindow } from './openWindow.ts';
import { openLabView, row, unfoldTree } from './pages/labView.ts';
import { runCommand } from './pages/palette.ts';
import { assertAccessible } from './pages/pictures.ts';
import { webview } from './pages/webview.ts';

const another = 'datalake-published-data-of-somebody';

describe('the check of an account', () => {
  it('tells what is wrong with how to fix it, checks again, and copies what it found', async () => {
    const { page, profile, errors, screenshot } = await openWindow({ folder: 'lab' });
    await openLabView(page);
    await unfoldTree(page, 'Buckets');
    await row(page, 'Buckets', /^Published/).waitFor();
    const account = await connectStore(profile.store);
    await account.ports.buckets.create(another);

    await runCommand(page, 'Check Account for the Lab');
    const view = webview(page);
    const twice = finding(view.locator('tbody tr'), 'More than one published bucket is called');
    await twice.waitFor();
    await view.locator('#elapsed:empty').waitFor({ state: 'attached' });
    const cells = await twice.locator('th, td').allTextContents();
    assert.deepEqual(cells.slice(0, 2), ['Problem', 'Resources of the event']);
    assert.ok(cells[2]?.includes(another));
    assert.equal(cells[4], 'Create Training and Validation Sets');
    await view.getByRole('heading', { name: '✓ Passed' }).waitFor();
    await view.getByText(/^Identity and region · .*Glue job/).waitFor();
    const frame = await (await view.locator('body').elementHandle()).ownerFrame();
    assert.ok(frame);
    await assertAccessible(frame);
    await screenshot('preflight');

    await view.getByRole('button', { name: 'Copy as JSON' }).click();
    await page.getByText('Copied as JSON.').waitFor();
    const document = JSON.parse(await page.evaluate('navigator.clipboard.readText()')) as Copied;
    assert.equal(document.ok, false);
    const resources = document.checks.find(({ id }) => id === 'resources');
    assert.match(resources?.findings[0]?.what ?? '', /More than one published bucket/);

    await account.ports.buckets.delete(another);
    await view.getByRole('button', { name: 'Check Again' }).click();
    await view.getByText(/^Identity and region · Resources of the event/).waitFor();
    assert.equal(await twice.count(), 0);

    // What the stack has made once comes back only after tearing it down.
    const { name } = (await account.ports.buckets.list()).find((each) =>
      each.name.startsWith('datalake-published-data'),
    )!;
    await account.ports.buckets.delete(name);
    await view.getByRole('button', { name: 'Check Again' }).click();
    await finding(view.locator('tbody tr'), `(AWS::S3::Bucket ${name}) of the stack was deleted.`).waitFor();
    await view.getByRole('button', { name: 'Tear Down Lab Resources' }).click();
    const question = page.getByRole('dialog').filter({ hasText: 'Delete All of It' });
    await question.getByText(/stack cmapss-lab \(CREATE_COMPLETE\)/).waitFor();
    await screenshot('preflight-teardown');
    await question.getByRole('button', { name: 'Cancel' }).click();
    account.close();
    assert.deepEqual(errors, []);
  });
});

interface Copied {
  readonly ok: boolean;
  readonly checks: readonly {
    readonly id: string;
    readonly findings: readonly { readonly what: string }[];
  }[];
}

const finding = (rows: Locator, words: string): Locator => rows.filter({ hasText: words });
