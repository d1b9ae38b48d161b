import { dollars, hourlyPrice } from '../report/format.ts';

/** An amount in US dollars in words: `$1.24`, `nothing`, `less than $0.01`, `not known`. */
export function amountText(amount: number | undefined): string {
  if (amount === undefined) return 'not known';
  return amount === 0 ? 'nothing' : dollars(amount);
}

/** What something costs an hour, in words: `$0.056`, `nothing`, `less than $0.001`, `not known`. */
export function hourText(perHour: number | undefined): string {
  if (perHour === undefined) return 'not known';
  if (perHour === 0) return 'nothing';
  return perHour < 0.001 ? 'less than $0.001' : hourlyPrice(perHour);
}
