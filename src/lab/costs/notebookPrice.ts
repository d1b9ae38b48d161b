import { hourlyPrice } from '../report/format.ts';
import { prices } from './prices.ts';

/** What an hour of a notebook instance costs on AWS, in US dollars; undefined for an instance whose price is not known here. */
export function notebookPerHour(instanceType: string): number | undefined {
  return prices.notebookPerHour.get(instanceType) ?? prices.sagemakerPerHour.get(instanceType);
}

/** The same in words, `$0.05`. */
export function notebookPrice(instanceType: string): string | undefined {
  const perHour = notebookPerHour(instanceType);
  return perHour === undefined ? undefined : hourlyPrice(perHour);
}
