import type { Matrix } from '../../src/practice/engines/boosting/matrix.ts';
import { createRandom } from '../../src/practice/engines/boosting/random.ts';

/** What a table of made-up numbers is like. */
export interface TableShape {
  readonly rows: number;
  readonly seed: number;
  /** The share of values that are missing. */
  readonly missing?: number;
  /** What the label is made of: a number the features decide, about 0 to 8. */
  readonly label?: (signal: number, noise: number) => number;
}

const columns = 6;

/**
 * Rows of six features (some of a hundred values, one of seven, a constant one, and one of noise) and a label that depends on four of them,
 * with a jump and an interaction, so that trees have something to find. The same seed makes the same table.
 */
export function regressionTable(shape: TableShape): number[][] {
  const random = createRandom(shape.seed);
  const label = shape.label ?? ((signal, noise) => 20 * signal + 5 * noise);
  return Array.from({ length: shape.rows }, () => {
    const [a = 0, b = 0, c = 0, d = 0, noise = 0] = Array.from({ length: 5 }, () => random.next());
    const step = Math.floor(b * 7);
    const signal = 3 * a + (step > 4 ? 2 : 0) + (c > 0.5 ? 2 * a : d);
    // Few enough distinct values for each to have a bin of its own.
    const features = [a, step, c, d, 100, random.next()].map((value) => Math.round(100 * value) / 100);
    return [
      label(signal, noise - 0.5),
      ...features.map((value) => (random.next() < (shape.missing ?? 0) ? NaN : value)),
    ];
  });
}

/** The table as training reads it from CSV: label first, an empty field for a missing value. */
export function csvOf(rows: readonly (readonly number[])[]): string {
  return rows
    .map((row) => `${row.map((value) => (Number.isNaN(value) ? '' : String(value))).join(',')}\n`)
    .join('');
}

/** The table as a matrix. */
export function matrixOf(rows: readonly (readonly number[])[]): Matrix {
  const values = new Float32Array(rows.length * columns);
  rows.forEach((row, index) => {
    for (let column = 0; column < columns; column += 1) {
      values[column * rows.length + index] = row[column + 1] ?? NaN;
    }
  });
  return { rows: rows.length, columns, values, labels: Float32Array.from(rows, ([label = NaN]) => label) };
}
