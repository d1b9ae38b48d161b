import { hourlyPrice } from '../report/format.ts';
import { prices } from './prices.ts';

/** What an hour of a notebook instance costs on AWS, `$0.05`; undefined for an instance whose price is not known here. */
export function notebookPrice(instanceType: string): string | undefined {
  const perHour = prices.notebookPerHour.get(instanceType) ?? prices.sagemakerPerHour.get(instanceType);
  return perHour === undefined ? undefined : hourlyPrice(perHour);
}
