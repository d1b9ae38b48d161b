import { sensors, type Measurement } from '../dataset/measurements.ts';
import { findConditions, withinConditions, type Conditions } from './conditions.ts';
import type { EngineRows } from './engineRows.ts';
import { correlation, ranks } from '../statistics/rankCorrelation.ts';

/** One sensor over all rows of a data set. */
export interface SensorFinding {
  readonly sensor: Measurement;
  /** Its number, from 1. */
  readonly number: number;
  readonly measured: Float64Array;
  /** Less the mean of the row's operating condition; the same array where there are not several conditions. */
  readonly within: Float64Array;
  readonly least: number;
  readonly greatest: number;
  /** `condition`: the same in all rows of a condition. */
  readonly changes: 'never' | 'condition' | 'always';
  /** Spearman's rank correlation with the cycles left; NaN for a sensor that does not change. */
  readonly correlation: number;
  readonly correlationWithin: number;
}

/** What is found out about a data set's sensors. */
export interface SensorFindings {
  readonly rows: EngineRows;
  readonly conditions: Conditions;
  readonly sensors: readonly SensorFinding[];
}

/** Finds out how each sensor changes, and how it goes with the cycles left. Lets others work between two sensors. */
export async function findSensors(rows: EngineRows, signal: AbortSignal): Promise<SensorFindings> {
  const conditions = findConditions(rows);
  const remaining = ranks(rows.remaining);
  const found: SensorFinding[] = [];
  for (const [index, sensor] of sensors.entries()) {
    const measured = rows.column(sensor.column);
    const several = conditions.list.length > 1;
    const within = several ? withinConditions(measured, conditions) : measured;
    const least = measured.reduce((low, value) => Math.min(low, value), Infinity);
    const greatest = measured.reduce((high, value) => Math.max(high, value), -Infinity);
    const changes =
      least === greatest ? 'never' : within.every((value) => value === 0) ? 'condition' : 'always';
    const withRemaining = changes === 'never' ? NaN : correlation(ranks(measured), remaining);
    const correlationWithin =
      changes !== 'always' ? NaN : several ? correlation(ranks(within), remaining) : withRemaining;
    found.push({
      sensor,
      number: index + 1,
      measured,
      within,
      least,
      greatest,
      changes,
      correlation: withRemaining,
      correlationWithin,
    });
    await new Promise(setImmediate);
    signal.throwIfAborted();
  }
  return { rows, conditions, sensors: found };
}

/** The sensors that change within a condition, those first that go most steadily with the cycles left. */
export function mostTelling({ sensors: all }: SensorFindings): SensorFinding[] {
  return all
    .filter(({ changes }) => changes === 'always')
    .sort((one, other) => Math.abs(other.correlationWithin) - Math.abs(one.correlationWithin));
}
