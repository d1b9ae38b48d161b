import * as vscode from 'vscode';
import type { LabAccount } from '../../../lab/account.ts';
import type { EndpointCost } from '../../../lab/costs/endpointCost.ts';
import { prices } from '../../../lab/costs/prices.ts';
import { dollars, hourlyPrice } from '../../../lab/report/format.ts';

/** What an endpoint costs on AWS: an hour, and since it was made. */
export function costText(cost: EndpointCost, account: LabAccount['kind']): string {
  const perHour = perHourText(cost, account);
  return account === 'practice' ? perHour : vscode.l10n.t('{0}, {1} so far', perHour, dollars(cost.soFar));
}

/** What an endpoint costs an hour. */
export function perHourText({ perHour }: EndpointCost, account: LabAccount['kind']): string {
  return account === 'practice'
    ? vscode.l10n.t('free here, {0} an hour on AWS', hourlyPrice(perHour))
    : vscode.l10n.t('{0} an hour', hourlyPrice(perHour));
}

/** Where the price comes from, and what it leaves out. */
export function priceText(region: string, account: LabAccount['kind']): string {
  const estimate = vscode.l10n.t(
    'An estimate, by the prices of {0} in {1}, without tax or free tier.',
    prices.region,
    prices.asOf,
  );
  const elsewhere =
    account === 'aws' && region !== prices.region
      ? vscode.l10n.t('{0} may cost up to half as much again.', region)
      : '';
  return [estimate, elsewhere].filter(Boolean).join(' ');
}
