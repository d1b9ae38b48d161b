import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fleetFacts, subsets, type Subset } from '../../../../src/lab/fleet/facts.ts';
import { writeFleet } from '../../../../src/lab/fleet/writeFleet.ts';
import measured from './measured.json' with { type: 'json' };

/** Statistics of NASA's training files; FD003 has means and standard deviations only. */
interface Condition {
  altitude: number;
  mean: number[];
  sd: number[];
  quantiles?: number[][];
  correlations?: number[][];
}

const rowsOf = (file: string): number[][] =>
  readFileSync(file, 'latin1')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' ', 26).map(Number));
const mean = (values: Iterable<number>): number => {
  let [sum, count] = [0, 0];
  for (const value of values) {
    sum += value;
    count += 1;
  }
  return sum / count;
};
const deviation = (values: Float64Array): number => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
};
const correlation = (one: Float64Array, other: Float64Array): number => {
  const [a, b] = [mean(one), mean(other)];
  return mean(one.map((value, row) => (value - a) * (other[row]! - b))) / (deviation(one) * deviation(other));
};
/** How far the share of sorted values at or below each quantile is from its probability, at most. */
const distance = (sorted: Float64Array, quantiles: number[]): number =>
  Math.max(
    ...quantiles.map((quantile, index) => {
      const probability = measured.probabilities[index]!;
      const below = sorted.findIndex((value) => value >= quantile) / sorted.length;
      const upTo = (sorted.findLastIndex((value) => value <= quantile) + 1) / sorted.length;
      return Math.max(0, below - probability, probability - upTo);
    }),
  );

describe('the fleets of full size', () => {
  let folder: string;
  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'fleet-'));
    await writeFleet(folder, { seed: 5 });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const subset of subsets) {
    it(`have sensors distributed as measured in ${subset}, condition by condition`, () => {
      const facts: { rows: number; conditions: Condition[] } = measured.subsets[subset];
      const rows = rowsOf(path.join(folder, `train_${subset}.txt`));
      assert.ok(Math.abs(rows.length / facts.rows - 1) < 0.02, `${rows.length} rows`);
      for (const condition of facts.conditions) {
        const chosen = rows.filter((row) => Math.round(row[2]!) === condition.altitude);
        assert.ok(Math.abs(chosen.length / rows.length - shareOf(subset, condition.altitude)) < 0.01);
        const columns = measured.sensors.map((sensor) =>
          Float64Array.from(chosen, (row) => row[fleetFacts.columns.indexOf(sensor)]!),
        );
        for (const [index, sensor] of measured.sensors.entries()) {
          const where = `${sensor} at ${condition.altitude},000 ft`;
          const values = columns[index]!;
          const sd = condition.sd[index]!;
          assert.ok(Math.abs(mean(values) - condition.mean[index]!) <= 0.15 * sd, `mean of ${where}`);
          assert.ok(Math.abs(deviation(values) / sd - 1) <= 0.2, `deviation of ${where}`);
          const quantiles = condition.quantiles?.[index];
          if (quantiles) assert.ok(distance(values.toSorted(), quantiles) <= 0.1, `distribution of ${where}`);
          for (const [other, expected] of (condition.correlations?.[index - 1] ?? []).entries()) {
            const found = correlation(values, columns[other]!);
            assert.ok(
              Math.abs(found - expected) <= 0.2,
              `${where} with ${measured.sensors[other]}: ${found}`,
            );
          }
        }
      }
    });

    it(`have lives as long as measured in ${subset}, and test engines cut off before their end`, () => {
      const { engines, faults, test } = fleetFacts.subsets[subset];
      const lives = lastCycles(rowsOf(path.join(folder, `train_${subset}.txt`)));
      assert.equal(lives.length, engines.train);
      const [least, most] = [
        Math.min(...faults.map(({ life }) => life[0]!)),
        Math.max(...faults.map(({ life }) => life.at(-1)!)),
      ];
      assert.ok(lives.every((life) => life >= least && life <= most));
      const expected = mean(faults.flatMap((fault) => Array<number>(fault.engines).fill(middle(fault.life))));
      assert.ok(Math.abs(mean(lives) / expected - 1) < 0.02, `${mean(lives)} cycles, not ${expected}`);

      const observed = lastCycles(rowsOf(path.join(folder, `test_${subset}.txt`)));
      const left = rowsOf(path.join(folder, `RUL_${subset}.txt`)).map(([cycles]) => cycles!);
      assert.equal(observed.length, engines.test);
      assert.equal(left.length, engines.test);
      assert.ok(left.every((cycles) => cycles >= test.remaining[0]! && cycles <= test.remaining.at(-1)!));
      assert.ok(Math.abs(mean(left) - middle(test.remaining)) < 5);
      assert.ok(
        observed.every((cycles, engine) => cycles / (cycles + left[engine]!) >= test.leastObserved - 0.01),
      );
    });
  }
});

const shareOf = (subset: Subset, altitude: number): number =>
  fleetFacts.subsets[subset].conditions.find((condition) => condition.altitude === altitude)?.share ?? 0;

/** The mean of a distribution given by its quantiles. */
const middle = (quantiles: readonly number[]): number => {
  const shares = fleetFacts.quantileProbabilities;
  return quantiles
    .slice(1)
    .reduce(
      (sum, value, index) => sum + ((value + quantiles[index]!) / 2) * (shares[index + 1]! - shares[index]!),
      0,
    );
};

/** The last cycle of each engine. */
const lastCycles = (rows: number[][]): number[] =>
  rows.filter((row, index) => rows[index + 1]?.[0] !== row[0]).map((row) => row[1]!);
