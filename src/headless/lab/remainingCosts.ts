import type { LabAccount } from '../../lab/account.ts';
import { findCosts } from '../../lab/cleanUp/runningCosts.ts';
import { prices } from '../../lab/costs/prices.ts';
import { hourlyPrice } from '../../lab/report/format.ts';
import { factsOf, type StageResult } from './results.ts';

/** Waits this long for the account's answer, in ms: the command may be ending on Ctrl+C. */
const longestAnswer = 600;

/** What costs money in the account after this run, and how to end it. */
export async function remainingCosts(account: LabAccount, results: readonly StageResult[]): Promise<string> {
  const how = 'end it with: npm run lab -- --account aws --only cleanUp';
  const deployed = factsOf(results, 'deploy');
  const perHour = deployed && prices.sagemakerPerHour.get(deployed.instanceType);
  const hourly = perHour ? `, ${hourlyPrice(perHour)} an hour` : '';
  try {
    const costs = await findCosts(account, AbortSignal.timeout(longestAnswer));
    const names = (ofTheLab: boolean): string =>
      costs
        .filter((cost) => cost.ofTheLab === ofTheLab)
        .map(
          ({ kind, name, state }) => `${kind} ${name} (${state}${name === deployed?.endpoint ? hourly : ''})`,
        )
        .join(', ');
    const [own, others] = [names(true), names(false)];
    return [
      own ? `Still costs money: ${own}; ${how}.` : 'The lab has left nothing that costs money by the hour.',
      ...(others ? [`Not the lab's, and left alone: ${others}.`] : []),
    ].join(' ');
  } catch {
    return `The account did not say in time what still costs money; look for endpoints and training jobs called cmapss-…, and ${how}.`;
  }
}
