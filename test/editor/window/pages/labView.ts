import type { Locator, Page } from 'playwright-core';

/** The five trees, by the titles of their views. */
export type Tree = 'Lab' | 'Buckets' | 'Crawlers' | 'Jobs' | 'Endpoints';

/** Shows the lab's view container by its icon in the activity bar. */
export async function openLabView(page: Page): Promise<void> {
  const icon = page.locator('.activitybar .action-item a[aria-label^="CMAPSS Lab"]');
  await icon.waitFor();
  if ((await icon.getAttribute('aria-expanded')) !== 'true') await icon.click();
  await header(page, 'Lab').waitFor();
}

/** Unfolds one of the trees, if it is folded. */
export async function unfoldTree(page: Page, tree: Tree): Promise<void> {
  if ((await header(page, tree).getAttribute('aria-expanded')) !== 'true') await header(page, tree).click();
}

/** A row of a tree by what it shows or tells screen readers. */
export function row(page: Page, tree: Tree, name: string | RegExp): Locator {
  return pane(page, tree).getByRole('treeitem', { name }).first();
}

/** Unfolds a row, if it is folded. */
export async function unfoldRow(at: Locator): Promise<void> {
  if ((await at.getAttribute('aria-expanded')) === 'false') await at.locator('.monaco-tl-twistie').click();
}

/** Clicks one of the buttons that a row shows under the pointer. */
export async function clickRowAction(at: Locator, action: string): Promise<void> {
  await at.hover();
  await at.locator(`.actions a[aria-label^="${action}"]`).click();
}

function header(page: Page, tree: Tree): Locator {
  return page.locator(`.pane-header[aria-label^="${tree} Section"]`);
}

function pane(page: Page, tree: Tree): Locator {
  return page.locator('.pane', { has: header(page, tree) });
}
