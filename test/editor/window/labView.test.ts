import assert from 'node:assert/strict';
import { openWindow } from './openWindow.ts';
import { openLabView, unfoldTree } from './pages/labView.ts';

describe("the lab's view in the activity bar", () => {
  it('holds the five trees, and shows no error', async () => {
    const { page, errors, screenshot } = await openWindow({ folder: 'lab' });
    await openLabView(page);
    for (const tree of ['Lab', 'Buckets', 'Crawlers', 'Jobs', 'Endpoints'] as const)
      await unfoldTree(page, tree);
    await screenshot('lab-view');
    assert.deepEqual(errors, []);
  });
});
