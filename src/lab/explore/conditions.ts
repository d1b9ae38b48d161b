import { settings } from '../dataset/measurements.ts';
import type { EngineRows } from './engineRows.ts';

/** One of the few ways in which engines of a data set are flown. */
export interface Condition {
  /** `42,000 ft, Mach 0.84, TRA 100 %`. */
  readonly name: string;
  readonly rows: number;
  /** Mean of each setting. */
  readonly means: readonly number[];
}

/**
 * The operating conditions of a data set, by altitude, and of each row the place of its condition among them. None where
 * there are more than `mostConditions`: such settings go on without steps, and tell no rows apart.
 */
export interface Conditions {
  readonly list: readonly Condition[];
  readonly of: Uint16Array;
}

/**
 * What of a setting tells conditions apart: an engine flies at a condition's settings but for less than 0.01 thousand
 * feet and 0.003 Mach.
 */
const steps = [1, 0.01, 1];

/** NASA's engines are flown in one condition or in six. */
export const mostConditions = 20;

/** Finds the operating conditions in the rows: those whose settings are the same once they are rounded. */
export function findConditions(rows: EngineRows): Conditions {
  const columns = settings.map(({ column }) => rows.column(column));
  const found = new Map<string, { rounded: number[]; sums: number[]; rows: number; seen: number }>();
  const seen = new Uint16Array(rows.count);
  for (let row = 0; row < rows.count; row += 1) {
    const values = columns.map((column) => column[row] ?? NaN);
    const rounded = values.map((value, index) => Math.round(value / (steps[index] ?? 1)));
    const key = rounded.map((value) => value + 0).join();
    let one = found.get(key);
    if (!one && found.size === mostConditions) return { list: [], of: new Uint16Array() };
    if (!one) found.set(key, (one = { rounded, sums: values.map(() => 0), rows: 0, seen: found.size }));
    for (const [index, value] of values.entries()) one.sums[index] = (one.sums[index] ?? 0) + value;
    one.rows += 1;
    seen[row] = one.seen;
  }
  const sorted = [...found.values()].sort(
    ({ rounded: one }, { rounded: other }) =>
      one.map((value, index) => value - (other[index] ?? 0)).find((apart) => apart !== 0) ?? 0,
  );
  const places = new Uint16Array(sorted.length);
  for (const [place, one] of sorted.entries()) places[one.seen] = place;
  return {
    list: sorted.map(({ rounded, sums, rows: count }) => ({
      name: nameOf(rounded),
      rows: count,
      means: sums.map((sum) => sum / count),
    })),
    of: seen.map((place) => places[place] ?? 0),
  };
}

function nameOf([altitude = 0, mach = 0, throttle = 0]: readonly number[]): string {
  const feet = (altitude * 1000 + 0).toLocaleString('en-US');
  return `${feet} ft, Mach ${(Math.abs(mach) / 100).toFixed(2)}, TRA ${throttle} %`;
}

/**
 * Each value less the mean of its operating condition: what is left once the condition is taken out. Exactly 0 where a
 * condition has one value alone.
 */
export function withinConditions(values: Float64Array, { list, of }: Conditions): Float64Array {
  const firsts = list.map((_, condition) => values[of.indexOf(condition)] ?? 0);
  // Summed as differences from one of the values, which are small, or nothing.
  const sums = new Float64Array(list.length);
  for (const [row, condition] of of.entries()) {
    sums[condition] = (sums[condition] ?? 0) + (values[row] ?? NaN) - (firsts[condition] ?? 0);
  }
  const means = list.map(({ rows }, condition) => (firsts[condition] ?? 0) + (sums[condition] ?? 0) / rows);
  return values.map((value, row) => value - (means[of[row] ?? 0] ?? 0));
}
