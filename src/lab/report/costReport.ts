import type { LabAccount } from '../account.ts';
import { costKinds } from '../costs/costLine.ts';
import { timeText } from '../costs/costsTable.ts';
import { originText, totalText, unusedText } from '../costs/costWords.ts';
import { endpointCost } from '../costs/endpointCost.ts';
import type { LabCosts } from '../costs/labCosts.ts';
import { amountText, hourText } from '../costs/moneyText.ts';
import { prices } from '../costs/prices.ts';
import { table } from './format.ts';

/** What the lab costs, as lines for a terminal; `deleteCommand` is what deletes its endpoints there. */
export function costReport(costs: LabCosts, account: LabAccount, deleteCommand: string): string[] {
  const { lines, idle, unread, at } = costs;
  const rows = lines.map(({ kind, name, since, soFar, perHour }) => [
    costKinds[kind],
    name,
    since ? timeText(since) : '',
    amountText(soFar),
    hourText(perHour),
  ]);
  // That an empty bucket costs nothing needs no reckoning.
  const reckoned = lines.filter(({ soFar, perHour }) => soFar !== 0 || perHour !== 0);
  return [
    ...(lines.length
      ? [...table([['What', 'Name', 'Since (UTC)', 'So far', 'An hour now'], ...rows]), '']
      : []),
    ...reckoned.map(({ kind, name, basis }) => `${costKinds[kind]} ${name}: ${basis}.`),
    ...(reckoned.length ? [''] : []),
    totalText(costs),
    ...idle.map(
      (endpoint) =>
        `Idle: nobody has asked the endpoint ${endpoint.name} for ${unusedText(endpoint, at)}; delete it with: ${deleteCommand}`,
    ),
    ...unread.map(({ what, reason }) => `The account did not tell of ${what}: ${reason}`),
    originText(account),
  ];
}

/** The same as a document: money in US dollars, times as ISO texts, `null` for what is not known. */
export function costDocument(costs: LabCosts, { kind, region, identity }: LabAccount) {
  const { at, lines, soFar, perHour, unpriced, idle, unread } = costs;
  return {
    account: { kind, id: identity.account, region },
    prices: { region: prices.region, asOf: prices.asOf, currency: 'USD' },
    charged: kind === 'aws',
    at: at.toISOString(),
    soFar,
    perHour,
    unpriced,
    lines: lines.map((line) => ({
      kind: line.kind,
      name: line.name,
      since: line.since?.toISOString() ?? null,
      soFar: line.soFar ?? null,
      perHour: line.perHour ?? null,
      basis: line.basis,
    })),
    idle: idle.map((endpoint) => ({
      name: endpoint.name,
      since: endpoint.since.toISOString(),
      orLonger: endpoint.orLonger,
      perHour: endpointCost(endpoint, 0)?.perHour ?? null,
    })),
    unread,
  };
}
