import { prices } from './prices.ts';

/** What an endpoint costs on AWS, about, in US dollars. */
export interface EndpointCost {
  readonly perHour: number;
  /** Since it was made; an endpoint is billed from when it serves, a few minutes later. */
  readonly soFar: number;
}

/**
 * What instances behind an endpoint cost as long as it is there; undefined for one whose price is not known here.
 * @param ageMs milliseconds since it was made.
 */
export function endpointCost(
  { instanceType, instances }: { readonly instanceType: string; readonly instances: number },
  ageMs: number,
): EndpointCost | undefined {
  const price = prices.sagemakerPerHour.get(instanceType);
  if (price === undefined) return undefined;
  const perHour = price * instances;
  return { perHour, soFar: (perHour * ageMs) / 3_600_000 };
}
