import * as vscode from 'vscode';
import type { LabAccount } from '../../../lab/account.ts';
import { endpointCost } from '../../../lab/costs/endpointCost.ts';
import { unusedSince, type Unused } from '../../../lab/costs/idleEndpoint.ts';
import type { Endpoint, EndpointConfig } from '../../../lab/ports/endpoints.ts';
import { factNode, type FactNode } from '../factNode.ts';
import { timeText } from '../timeText.ts';
import type { TreeNode } from '../treeNode.ts';
import { perHourText, priceText } from './costText.ts';
import { sagemakerLogNodes } from './sagemakerLogNode.ts';

/** An endpoint of the lab. */
export interface EndpointNode extends TreeNode {
  readonly kind: 'endpoint';
  readonly name: string;
  /** Undefined when it was deleted just now. */
  readonly endpoint: Endpoint | undefined;
  readonly config: EndpointConfig | undefined;
  /** Since when nobody has asked it; undefined where it is not in service, or CloudWatch does not say. */
  readonly unused: Unused | undefined;
  /** Whether it costs money, or only would. */
  readonly account: LabAccount['kind'];
  readonly region: string;
}

/** An endpoint; below it what it serves on what, since when, and its log. */
export async function endpointNode(
  account: LabAccount,
  name: string,
  signal: AbortSignal,
): Promise<EndpointNode> {
  const { endpoints } = account.ports;
  const endpoint = await endpoints.get(name, signal);
  const config = endpoint && (await endpoints.config(endpoint.config, signal));
  const unused = config && (await useOf(account, endpoint, config, signal));
  return {
    kind: 'endpoint',
    id: name,
    name,
    endpoint,
    config,
    unused,
    account: account.kind,
    region: account.region,
    readAbove: true,
    children: async (own) => [
      ...endpointFacts(account, endpoint, config),
      ...(await sagemakerLogNodes(account, `/aws/sagemaker/Endpoints/${name}`, '', name, own)),
    ],
  };
}

/** Since when nobody has asked it; whoever may not read metrics sees the rest all the same. */
async function useOf(
  account: LabAccount,
  endpoint: Endpoint,
  config: EndpointConfig,
  signal: AbortSignal,
): Promise<Unused | undefined> {
  try {
    return await unusedSince(account, endpoint, config, new Date(), signal);
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

function endpointFacts(
  { kind, region }: LabAccount,
  endpoint: Endpoint | undefined,
  config: EndpointConfig | undefined,
): FactNode[] {
  const facts: FactNode[] = [];
  if (endpoint?.failureReason) {
    const { failureReason } = endpoint;
    facts.push(factNode(vscode.l10n.t('Error'), failureReason, { icon: 'error', detail: failureReason }));
  }
  if (config) {
    const { model, instanceType, instances } = config;
    facts.push(
      factNode(vscode.l10n.t('Model'), model, { icon: 'package', name: model }),
      factNode(vscode.l10n.t('Instances'), `${instances} × ${instanceType}`, { icon: 'vm' }),
    );
  }
  const cost = config && endpointCost(config, 0);
  if (cost) {
    const [text, detail] = [perHourText(cost, kind), priceText(region, kind)];
    facts.push(factNode(vscode.l10n.t('Cost'), text, { icon: 'credit-card', detail }));
  }
  if (endpoint?.created) {
    facts.push(factNode(vscode.l10n.t('Created'), timeText(endpoint.created), { icon: 'calendar' }));
  }
  return facts;
}
