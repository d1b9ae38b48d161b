import type { LabAccount } from '../account.ts';
import type { Endpoint, EndpointConfig } from '../ports/endpoints.ts';
import { labEndpoints } from '../sagemaker/labEndpoint.ts';

/** An endpoint counts as idle when it has been in service for so long, in ms, and nobody has asked it. */
export const idleAfter = 30 * 60_000;

const minute = 60_000;

/**
 * As far back as it is looked for the last question, in ms: CloudWatch answers with 1,440 minutes at most.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html
 */
const lookBack = 1440 * minute;

/** Since when an endpoint in service has not been asked. */
export interface Unused {
  readonly since: Date;
  /** It was in service before, and not asked for a day at least. */
  readonly orLonger: boolean;
}

/** A lab's endpoint in service, and since when it has not been asked. */
export interface IdleEndpoint extends Unused {
  readonly name: string;
  readonly instanceType: string;
  readonly instances: number;
}

/** Since when an endpoint has been in service and not asked; undefined for one that is not in service. */
export async function unusedSince(
  { ports: { metrics } }: LabAccount,
  { name, status, modified, created }: Endpoint,
  { variant }: Pick<EndpointConfig, 'variant'>,
  now: Date,
  signal?: AbortSignal,
): Promise<Unused | undefined> {
  const serving = modified ?? created;
  if (status !== 'InService' || !serving) return undefined;
  const dayAgo = new Date(now.getTime() - lookBack);
  const orLonger = serving < dayAgo;
  const since = orLonger ? dayAgo : serving;
  // Whole minutes are asked for, and none that begins before a day ago: with it they would be too many.
  const from = minuteOf(new Date(Math.max(since.getTime(), dayAgo.getTime() + minute)));
  const last = await metrics.lastInvocation({ name, variant }, { since: from, until: now }, signal);
  if (!last) return { since, orLonger };
  // The whole minute counts as the time of its last question.
  const asked = Math.min(last.getTime() + minute, now.getTime());
  return { since: new Date(Math.max(asked, serving.getTime())), orLonger: false };
}

/** The lab's endpoints that are idle now. */
export async function idleEndpoints(
  account: LabAccount,
  now: Date,
  signal?: AbortSignal,
): Promise<IdleEndpoint[]> {
  const found = await labEndpoints(account, signal);
  const serving = found.filter(({ status }) => status === 'InService');
  const all = await Promise.all(serving.map(({ name }) => lookAtUse(account, name, now, signal)));
  return all.filter((use) => use !== undefined).filter(({ since }) => isIdle(since, now));
}

/** An endpoint's use; undefined where it is not in service (any more). */
export async function lookAtUse(
  account: LabAccount,
  name: string,
  now: Date,
  signal?: AbortSignal,
): Promise<IdleEndpoint | undefined> {
  const { endpoints } = account.ports;
  const endpoint = await endpoints.get(name, signal);
  const config = endpoint && (await endpoints.config(endpoint.config, signal));
  if (!config) return undefined;
  const unused = await unusedSince(account, endpoint, config, now, signal);
  const { instanceType, instances } = config;
  return unused && { name, instanceType, instances, ...unused };
}

/** Whether an endpoint that has not been asked since then is idle. */
export function isIdle(since: Date, now: Date, after = idleAfter): boolean {
  return now.getTime() - since.getTime() >= after;
}

const minuteOf = (time: Date): Date => new Date(Math.floor(time.getTime() / minute) * minute);
