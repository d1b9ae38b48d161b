import { prices } from '../costs/prices.ts';
import { stageCosts, type StageCost } from '../costs/stageCosts.ts';
import { stageMinutes } from '../costs/stageMinutes.ts';
import type { LabEvent } from '../event.ts';
import type { StageId } from '../facts.ts';
import { stages } from '../stages.ts';
import { dollars, table } from './format.ts';

/** What the stages cost on AWS, a line each with its figure, and the sum; none when nothing is to be paid for. */
export function costLines(ids: readonly StageId[], event: LabEvent): string[] {
  const rows = paidStages(ids, event);
  if (!rows.length) return [];
  return [
    ...table([
      ['', '', ''],
      ...rows.map(({ id, cost }) => [`  ${stages[id].title}`, priceText(cost), cost.what]),
    ]).slice(1),
    sumLine(rows),
  ];
}

/** The same as sentences with each stage's minutes, for where no columns can be shown. */
export function costSentences(ids: readonly StageId[], event: LabEvent): string[] {
  const rows = paidStages(ids, event);
  if (!rows.length) return [];
  return [
    ...rows.map(
      ({ id, cost }) =>
        `${stages[id].title}: about ${minutesText(stageMinutes[id])}, ${priceText(cost)} (${cost.what}).`,
    ),
    sumLine(rows),
  ];
}

/** How long the stages take on AWS, about, in minutes. */
export function minutesOf(ids: readonly StageId[]): number {
  return ids.reduce((sum, id) => sum + stageMinutes[id], 0);
}

/** `1 minute`, `25 minutes`. */
export function minutesText(minutes: number): string {
  return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
}

interface PaidStage {
  readonly id: StageId;
  readonly cost: StageCost;
}

function paidStages(ids: readonly StageId[], event: LabEvent): PaidStage[] {
  return ids.flatMap((id) => {
    const cost = stageCosts[id]?.(event);
    return cost ? [{ id, cost }] : [];
  });
}

function sumLine(rows: readonly PaidStage[]): string {
  const once = rows.reduce((sum, { cost }) => sum + (cost.once ?? 0), 0);
  const hourly = rows.reduce((sum, { cost }) => sum + (cost.perHour ?? 0), 0);
  return `Together about ${dollars(once)}${hourly ? `, and ${dollars(hourly)} for each hour that the endpoint is there` : ''}; prices of ${prices.region}, without tax.`;
}

function priceText({ once, perHour }: StageCost): string {
  if (perHour !== undefined) return `${dollars(perHour)} an hour`;
  return once === undefined ? 'see AWS for the price' : dollars(once);
}
