import { createInterface } from 'node:readline/promises';
import type { LabAccount } from '../../lab/account.ts';
import { prices } from '../../lab/costs/prices.ts';
import { stageCosts, type StageCost } from '../../lab/costs/stageCosts.ts';
import type { LabEvent } from '../../lab/event.ts';
import type { StageId } from '../../lab/facts.ts';
import { stages } from '../../lab/stages.ts';
import { dollars, table } from '../../lab/report/format.ts';

/** What the stages cost on AWS, a line each with its figure, and the sum; none when nothing is to be paid for. */
export function costLines(ids: readonly StageId[], event: LabEvent): string[] {
  const rows = ids.flatMap((id) => {
    const cost = stageCosts[id]?.(event);
    return cost ? [{ title: stages[id].title, cost }] : [];
  });
  if (!rows.length) return [];
  const once = rows.reduce((sum, { cost }) => sum + (cost.once ?? 0), 0);
  const hourly = rows.reduce((sum, { cost }) => sum + (cost.perHour ?? 0), 0);
  return [
    ...table([
      ['', '', ''],
      ...rows.map(({ title, cost }) => [`  ${title}`, priceText(cost), cost.what]),
    ]).slice(1),
    `Together about ${dollars(once)}${hourly ? `, and ${dollars(hourly)} for each hour that the endpoint is there` : ''}; prices of ${prices.region}, without tax.`,
  ];
}

function priceText({ once, perHour }: StageCost): string {
  if (perHour !== undefined) return `${dollars(perHour)} an hour`;
  return once === undefined ? 'see AWS for the price' : dollars(once);
}

/** Where the lab is about to work, in a line. */
export function accountLine({ kind, identity, region }: LabAccount): string {
  return kind === 'practice'
    ? `Practice account ${identity.account} in ${region}`
    : `AWS account ${identity.account} in ${region}, as ${identity.arn}`;
}

/** Asks a question that is answered with y or n; without a terminal to ask on, the answer is no. */
export async function ask(question: string, signal: AbortSignal): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  // On stderr, so that a document on stdout stays whole.
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `, { signal })).trim());
  } finally {
    lines.close();
  }
}
