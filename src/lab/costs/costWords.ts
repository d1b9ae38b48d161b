import type { LabAccount } from '../account.ts';
import { countOf } from '../report/format.ts';
import type { IdleEndpoint } from './idleEndpoint.ts';
import type { LabCosts } from './labCosts.ts';
import { amountText, hourText } from './moneyText.ts';
import { prices } from './prices.ts';

/** What it all comes to, in a sentence or two. */
export function totalText({ soFar, perHour, unpriced, lines }: LabCosts): string {
  if (!lines.length) return 'The lab has nothing in this account that costs money.';
  const about = unpriced ? 'More than' : 'About';
  const missing = unpriced ? ` Of ${countOf(unpriced, 'line')} a figure is not known.` : '';
  const amount = amountText(soFar);
  // `nothing` and `less than $0.01` are about already.
  const total = amount.startsWith('$')
    ? `${about} ${amount}`
    : amount.charAt(0).toUpperCase() + amount.slice(1);
  return `${total} so far, and ${hourText(perHour)} an hour now.${missing}`;
}

/** Where the figures come from, and what they leave out. */
export function originText({ kind, region }: LabAccount): string {
  const practice =
    kind === 'practice'
      ? 'This is the practice account: nothing is charged. These are the figures that AWS would charge for the same; work takes longer there, and so costs more. '
      : '';
  const elsewhere =
    kind === 'aws' && region !== prices.region ? ` ${region} may cost up to half as much again.` : '';
  return `${practice}An estimate from what the account tells of now, by the prices of ${prices.region} in ${prices.asOf}, without tax or free tier.${elsewhere} Endpoints, notebook instances and objects that were deleted are not in it.`;
}

/** Since when nobody has asked an endpoint: `34 minutes`, `2 hours`, `a day or longer`. */
export function unusedText({ since, orLonger }: Pick<IdleEndpoint, 'since' | 'orLonger'>, now: Date): string {
  if (orLonger) return 'a day or longer';
  const minutes = Math.floor((now.getTime() - since.getTime()) / 60_000);
  return minutes < 120 ? countOf(minutes, 'minute') : countOf(Math.floor(minutes / 60), 'hour');
}
