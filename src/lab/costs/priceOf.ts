import { hourlyPrice } from '../report/format.ts';

/** An instance with what an hour of it costs: `ml.t2.medium at $0.056 an hour`. */
export function priceOf(instanceType: string, perHour: number | undefined): string {
  return perHour === undefined
    ? `${instanceType || 'an unnamed instance'}, whose price is not known here`
    : `${instanceType} at ${hourlyPrice(perHour)} an hour`;
}
