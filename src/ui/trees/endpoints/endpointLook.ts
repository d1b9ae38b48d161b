import * as vscode from 'vscode';
import { endpointCost, type EndpointCost } from '../../../lab/costs/endpointCost.ts';
import { prices } from '../../../lab/costs/prices.ts';
import { dollars } from '../../../lab/report/format.ts';
import { endpointRunState } from '../../../lab/runState.ts';
import { elapsedText } from '../elapsedText.ts';
import type { Look } from '../look.ts';
import type { EndpointNode } from './endpointNode.ts';

/** An endpoint's row: its state, what it runs on, how old it is, and what it costs. */
export function endpointLook({ name, endpoint, config, account, region }: EndpointNode): Look {
  if (!endpoint) return { label: name, description: vscode.l10n.t('deleted'), state: 'cancelled' };
  const { status, created, failureReason } = endpoint;
  const age = created && Date.now() - created.getTime();
  const cost = config && endpointCost(config, age ?? 0);
  const state = endpointRunState[status];
  return {
    label: name,
    description: [
      status,
      config?.instanceType,
      age !== undefined && elapsedText(age),
      cost && costText(cost, account),
    ]
      .filter(Boolean)
      .join(' · '),
    tooltip: [name, status, failureReason, cost && priceText(region, account)].filter(Boolean).join('\n'),
    state,
    live: state === 'waiting' || status === 'Deleting',
  };
}

function costText({ perHour, soFar }: EndpointCost, account: EndpointNode['account']): string {
  return account === 'practice'
    ? vscode.l10n.t('free here, {0} an hour on AWS', dollars(perHour))
    : vscode.l10n.t('{0} an hour, {1} so far', dollars(perHour), dollars(soFar));
}

/** Where the price comes from, and what it leaves out. */
function priceText(region: string, account: EndpointNode['account']): string {
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
