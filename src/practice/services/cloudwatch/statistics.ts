import { minuteMs, type MinuteOfValues } from './metrics.ts';

/** Values of a metric in a period. */
export interface Period {
  /** Epoch milliseconds of its begin. */
  readonly start: number;
  readonly count: number;
  readonly sum: number;
  readonly least: number;
  readonly most: number;
}

/** The statistics that minutes of values hold; percentiles they do not. */
export const statistics: Readonly<Record<string, (period: Period) => number>> = {
  SampleCount: ({ count }) => count,
  Sum: ({ sum }) => sum,
  Average: ({ sum, count }) => sum / count,
  Minimum: ({ least }) => least,
  Maximum: ({ most }) => most,
};

/**
 * A metric's minutes from `start` until before `end` (epoch milliseconds), joined in periods of `seconds`, by time. A
 * period without values is not there. Periods begin at whole multiples of their length, as CloudWatch's do.
 */
export function periodsOf(
  minutes: readonly MinuteOfValues[],
  within: { readonly start: number; readonly end: number },
  seconds: number,
): Period[] {
  const length = seconds * 1000;
  const from = Math.floor(within.start / minuteMs) * minuteMs;
  const periods = new Map<number, Period>();
  for (const { minute, count, sum, least, most } of minutes) {
    if (minute < from || minute >= within.end) continue;
    const start = Math.floor(minute / length) * length;
    const before = periods.get(start);
    periods.set(start, {
      start,
      count: (before?.count ?? 0) + count,
      sum: (before?.sum ?? 0) + sum,
      least: Math.min(before?.least ?? least, least),
      most: Math.max(before?.most ?? most, most),
    });
  }
  return [...periods.values()].sort((a, b) => a.start - b.start);
}
