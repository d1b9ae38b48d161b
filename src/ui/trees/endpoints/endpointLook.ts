import * as vscode from 'vscode';
import { unusedText } from '../../../lab/costs/costWords.ts';
import { endpointCost } from '../../../lab/costs/endpointCost.ts';
import { isIdle, type Unused } from '../../../lab/costs/idleEndpoint.ts';
import { endpointRunState } from '../../../lab/runState.ts';
import { ageText, elapsedText } from '../../looks/elapsedText.ts';
import type { Look } from '../look.ts';
import { costText, priceText } from './costText.ts';
import type { EndpointNode } from './endpointNode.ts';

/** An endpoint's row: its state, what it costs, how old it is, and what it runs on. */
export function endpointLook({ name, endpoint, config, unused, account, region }: EndpointNode): Look {
  if (!endpoint) return { label: name, description: vscode.l10n.t('deleted'), state: 'cancelled' };
  const { status, created, failureReason } = endpoint;
  const age = created && Date.now() - created.getTime();
  const cost = config && endpointCost(config, age ?? 0);
  const state = endpointRunState[status];
  const live = state === 'waiting' || status === 'Deleting';
  const description = [
    status,
    cost && costText(cost, account),
    age !== undefined && (live ? elapsedText(age) : ageText(age)),
    config?.instanceType,
  ]
    .filter(Boolean)
    .join(' · ');
  return {
    label: name,
    description,
    tooltip: [
      name,
      description,
      failureReason,
      unused && unusedWords(unused, new Date()),
      cost && priceText(region, account),
    ]
      .filter(Boolean)
      .join('\n'),
    state,
    unfolded: true,
    live,
    ages: !live,
  };
}

/** How long nobody has asked it, once that is a minute. */
function unusedWords(unused: Unused, now: Date): string | undefined {
  return isIdle(unused.since, now, 60_000)
    ? vscode.l10n.t('Nobody has asked it for {0}.', unusedText(unused, now))
    : undefined;
}
