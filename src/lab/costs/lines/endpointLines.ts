import type { LabAccount } from '../../account.ts';
import { labEndpoints } from '../../sagemaker/labEndpoint.ts';
import { hoursBetween, type CostLine } from '../costLine.ts';
import { endpointCost } from '../endpointCost.ts';
import { priceOf } from '../priceOf.ts';
import { inService } from '../inService.ts';

/** What each of the lab's endpoints costs; one that is being deleted, or was, is not among them. */
export async function endpointLines(
  account: LabAccount,
  now: Date,
  signal?: AbortSignal,
): Promise<CostLine[]> {
  const found = await labEndpoints(account, signal);
  const lines = await Promise.all(found.map(({ name }) => endpointLine(account, name, now, signal)));
  return lines.filter((line) => line !== undefined);
}

async function endpointLine(
  { ports: { endpoints } }: LabAccount,
  name: string,
  now: Date,
  signal?: AbortSignal,
): Promise<CostLine | undefined> {
  const endpoint = await endpoints.get(name, signal);
  if (!endpoint || endpoint.status === 'Deleting') return undefined;
  const { status, created } = endpoint;
  const line = { kind: 'endpoint', name, since: created } as const;
  if (!inService.has(status)) {
    const basis =
      status === 'Creating'
        ? 'Creating: it costs from when it is in service'
        : `${status}: no instance runs, and nothing is charged`;
    return { ...line, soFar: 0, perHour: 0, basis };
  }
  const config = await endpoints.config(endpoint.config, signal);
  if (!config) {
    const basis = 'Its configuration is gone, so what it runs on is not known';
    return { ...line, soFar: undefined, perHour: undefined, basis };
  }
  const cost = endpointCost(config, 0);
  return {
    ...line,
    soFar: cost && created && cost.perHour * hoursBetween(created, now),
    perHour: cost?.perHour,
    basis: `${config.instances} × ${priceOf(config.instanceType, cost && cost.perHour / config.instances)}, since it was made`,
  };
}
