/** What is paid for, by AWS's nouns, in the order in which it is shown. */
export const costKinds = {
  endpoint: 'Endpoint',
  notebook: 'Notebook instance',
  editor: 'Editor environment',
  training: 'Training job',
  tuning: 'Tuning job',
  transform: 'Transform job',
  jobRun: 'Glue job',
  crawl: 'Glue crawler',
  stream: 'Delivery stream',
  query: 'Athena queries',
  storage: 'S3 storage',
  budget: 'Budget',
} as const;

export type CostKind = keyof typeof costKinds;

/** What one thing of the lab costs on AWS, in US dollars. */
export interface CostLine {
  readonly kind: CostKind;
  readonly name: string;
  /** From when on it has cost something; undefined where that is not known. */
  readonly since: Date | undefined;
  /** Undefined where the price, or how much was used, is not known here. */
  readonly soFar: number | undefined;
  /** As long as it is there, or runs; 0 for what costs nothing any more, undefined for a price that is not known here. */
  readonly perHour: number | undefined;
  /** How it was reckoned, or why it could not be. */
  readonly basis: string;
}

const hourMs = 3_600_000;

/** Hours of a month, as AWS counts them. */
export const monthHours = 730;

/** Hours from one time to another; 0 where the first is not known, or later. */
export function hoursBetween(from: Date | undefined, to: Date): number {
  return from ? Math.max(0, to.getTime() - from.getTime()) / hourMs : 0;
}

/** The first of some times; undefined when none is known. */
export function earliest(times: readonly (Date | undefined)[]): Date | undefined {
  const known = times.flatMap((time) => (time ? [time.getTime()] : []));
  return known.length ? new Date(Math.min(...known)) : undefined;
}

/** A sum; undefined when one of its parts is. */
export function sumOf(parts: readonly (number | undefined)[]): number | undefined {
  return parts.reduce<number | undefined>(
    (sum, part) => (sum === undefined || part === undefined ? undefined : sum + part),
    0,
  );
}
