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

/** Unfolds one of the trees, or folds it, if it is not so already. */
export async function unfoldTree(page: Page, tree: Tree, unfolded = true): Promise<void> {
  const at = header(page, tree);
  if ((await at.getAttribute('aria-expanded')) !== String(unfolded)) await at.click();
}

/** A row of a tree by what it shows or tells screen readers. */
export function row(page: Page, tree: Tree, name: string | RegExp): Locator {
  return pane(page, tree).getByRole('treeitem', { name }).first();
}

/** The row of a stage that is in a state, told by the words that screen readers hear: `Train Model, running, 7 s`. */
export function stageRow(page: Page, title: string, state: 'not started' | 'running' | 'done'): Locator {
  return row(page, 'Lab', new RegExp(`^${title}, ${state}`));
}

/** The row of a stage that has been looked at, in whatever state it was found. */
export function lookedAtRow(page: Page, title: string): Locator {
  return row(page, 'Lab', new RegExp(`^${title}, (?!not looked at yet)`));
}

/** A button of what a view says while it has no rows. */
export function welcomeButton(page: Page, tree: Tree, label: string): Locator {
  return pane(page, tree).getByRole('button', { name: label });
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

/** A view's header; its accessible name grows when the view gets a description, its title does not. */
function header(page: Page, tree: Tree): Locator {
  return page.locator('.pane-header', { has: page.locator(`h3.title:text-is("${tree}")`) });
}

function pane(page: Page, tree: Tree): Locator {
  return page.locator('.pane', { has: header(page, tree) });
}
