import type { Clock } from '../../clock.ts';
import type { Store, Table } from '../../store/store.ts';

/** What a metric is about, by name: `EndpointName`, `VariantName`. */
export type Dimensions = Readonly<Record<string, string>>;

/** A metric that has values. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Dimensions;
  readonly unit: 'None' | 'Microseconds';
}

/** Values of a metric in a minute; in the store, by metric and minute. */
export interface MinuteOfValues {
  readonly metric: Metric;
  /** Epoch milliseconds of the minute's begin. */
  readonly minute: number;
  readonly count: number;
  readonly sum: number;
  readonly least: number;
  readonly most: number;
}

export const minuteMs = 60_000;

/** How long minutes are kept: as long as CloudWatch keeps those of a minute, 15 days. */
const keptMs = 15 * 24 * 60 * minuteMs;

/** The account's metrics, a minute at a time. */
export interface Metrics {
  /** Counts a value in the present minute. */
  add(metric: Metric, value: number): void;
  /** All minutes that have values, those of past ones too. */
  minutes(): readonly MinuteOfValues[];
}

/** The metrics that the store has; what is older than CloudWatch keeps it goes. */
export function createMetrics({ store, clock }: { store: Store; clock: Clock }): Metrics {
  const table = store.table<MinuteOfValues>('metricMinutes');
  let swept = 0;
  const sweep = (now: number): void => {
    // Once an hour is often enough for what nobody sees.
    if (now - swept < 60 * minuteMs) return;
    swept = now;
    forgetBefore(table, now - keptMs);
  };
  return {
    add: (metric, value) => {
      const now = clock.now().getTime();
      sweep(now);
      const minute = Math.floor(now / minuteMs) * minuteMs;
      const key = `${keyOf(metric)} ${minute}`;
      const before = table.get(key);
      table.set(key, {
        metric,
        minute,
        count: (before?.count ?? 0) + 1,
        sum: (before?.sum ?? 0) + value,
        least: Math.min(before?.least ?? value, value),
        most: Math.max(before?.most ?? value, value),
      });
    },
    minutes: () => {
      const oldest = clock.now().getTime() - keptMs;
      return table.values().filter(({ minute }) => minute >= oldest);
    },
  };
}

function forgetBefore(table: Table<MinuteOfValues>, oldest: number): void {
  for (const key of table.keys()) if ((table.get(key)?.minute ?? 0) < oldest) table.delete(key);
}

/** What tells a metric from all others. */
export function keyOf({ namespace, name, dimensions }: Metric): string {
  return JSON.stringify([namespace, name, Object.entries(dimensions).sort()]);
}
