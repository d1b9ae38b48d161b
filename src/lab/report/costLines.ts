import { prices } from '../costs/prices.ts';
import { stageCosts, type StageCost } from '../costs/stageCosts.ts';
import { stageMinutes } from '../costs/stageMinutes.ts';
import type { LabEvent } from '../event.ts';
import type { StageId } from '../facts.ts';
import { stages } from '../stages.ts';
import { dollars, hourlyPrice, table } from './format.ts';

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

/**
 * How long the stages take on AWS and what they cost there, for where no columns can be shown: a sentence for the time,
 * then one for the price, where several are paid for with a line each before it. Without a price nothing is to be paid for.
 */
export function timeAndCost(
  ids: readonly StageId[],
  event: LabEvent,
): { readonly time: string; readonly cost: readonly string[] } {
  const time = `It takes about ${minutesText(ids.reduce((sum, id) => sum + stageMinutes[id], 0))}.`;
  const rows = paidStages(ids, event);
  const [first] = rows;
  if (!first) return { time, cost: [] };
  if (ids.length === 1) {
    return {
      time,
      cost: [`It costs money, by estimate: ${priceText(first.cost)} (${first.cost.what}; ${priceNote}).`],
    };
  }
  const line = ({ id, cost }: PaidStage): string =>
    `• ${stages[id].title}: ${minutesText(stageMinutes[id])}, ${priceText(cost)} (${cost.what})`;
  return { time, cost: ['It costs money, about:', ...rows.map(line), sumLine(rows)] };
}

/** `1 minute`, `25 minutes`. */
function minutesText(minutes: number): string {
  return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
}

const priceNote = `prices of ${prices.region}, without tax`;

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
  return `Together about ${dollars(once)}${hourly ? `, and ${hourlyPrice(hourly)} for each hour that the endpoint is there` : ''}; ${priceNote}.`;
}

function priceText({ once, perHour }: StageCost): string {
  if (perHour !== undefined) return `${hourlyPrice(perHour)} an hour`;
  return once === undefined ? 'see AWS for the price' : dollars(once);
}
