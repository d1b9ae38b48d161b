import type { Locator, Page } from 'playwright-core';

/** A step of the walkthrough by its id. */
export function step(page: Page, id: string): Locator {
  return page.locator(`.getting-started-step[data-step-id$="#${id}"]`);
}

/** Opens a step, so that its text and buttons show. */
export async function openStep(page: Page, id: string): Promise<void> {
  const at = step(page, id);
  await at.waitFor();
  if (!(await at.getAttribute('class'))?.split(' ').includes('expanded')) await at.click();
}

/** Clicks a button of a step's description. */
export async function clickStepButton(page: Page, id: string, button: string | RegExp): Promise<void> {
  await openStep(page, id);
  await step(page, id).getByRole('button', { name: button }).click();
}

/** The mark of a step that is done. */
export function tick(page: Page, id: string): Locator {
  return step(page, id).locator('.codicon-getting-started-step-checked');
}
