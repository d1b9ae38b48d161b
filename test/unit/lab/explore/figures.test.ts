import assert from 'node:assert/strict';
import { settings } from '../../../../src/lab/dataset/measurements.ts';
import { findConditions, withinConditions } from '../../../../src/lab/explore/conditions.ts';
import { conditionsSection } from '../../../../src/lab/explore/conditionsSection.ts';
import type { EngineRows } from '../../../../src/lab/explore/engineRows.ts';
import { readNumberColumns } from '../../../../src/lab/explore/numberColumns.ts';
import { findSensors } from '../../../../src/lab/explore/sensorFindings.ts';
import { median, quantile } from '../../../../src/lab/statistics/quantile.ts';
import { rankCorrelation } from '../../../../src/lab/statistics/rankCorrelation.ts';
import { remainingBands } from '../../../../src/lab/explore/remainingBands.ts';

describe('the figures of the engines', () => {
  it("reads Athena's numbers wherever the bytes are cut, and keeps what is missing missing", async () => {
    const text = '"unit","value"\n"1","642.15"\n"2",\n"3","-4.0E-4"\n"4","-0.0"\n';
    for (let size = 1; size <= text.length; size += 1) {
      const columns = await readNumberColumns(cut(text, size), 1);
      assert.deepEqual(
        [...columns].map(([name, values]) => [name, [...values]]),
        [
          ['unit', [1, 2, 3, 4]],
          ['value', [642.15, NaN, -0.0004, 0]],
        ],
      );
    }
  });

  it('takes quantiles on a straight line between neighbours', () => {
    assert.equal(quantile([1, 2, 4], 0.75), 3);
    assert.equal(median([9, 1, 2, 4]), 3);
    assert.ok(Number.isNaN(median([])));
  });

  it('ranks alike what is equal, and knows no correlation with what never changes', () => {
    const rising = Float64Array.of(1, 2, 3, 4);
    assert.equal(rankCorrelation(rising, Float64Array.of(1, 10, 100, 1000)), 1);
    assert.equal(rankCorrelation(rising, Float64Array.of(4, 3, 2, 1)), -1);
    // By hand: ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4.
    assert.ok(
      Math.abs(rankCorrelation(rising, Float64Array.of(1, 5, 5, 9)) - 4.5 / Math.sqrt(5 * 4.5)) < 1e-12,
    );
    assert.ok(Number.isNaN(rankCorrelation(rising, Float64Array.of(7, 7, 7, 7))));
  });

  it('tells operating conditions by their settings, and takes them out of a sensor', () => {
    const rows = rowsOf(
      [42.003, 0.0012, -0.001, 41.998],
      [0.8405, 0.0002, -0.0003, 0.84],
      [100, 100, 100, 100],
    );
    const conditions = findConditions(rows);
    assert.deepEqual(
      conditions.list.map(({ name, rows: count }) => [name, count]),
      [
        ['0 ft, Mach 0.00, TRA 100 %', 2],
        ['42,000 ft, Mach 0.84, TRA 100 %', 2],
      ],
    );
    assert.deepEqual([...conditions.of], [1, 0, 0, 1]);
    assert.deepEqual([...withinConditions(Float64Array.of(10, 1, 3, 20), conditions)], [-5, -1, 1, 5]);
    // 518.67 summed up and divided is another number than 518.67.
    const same = withinConditions(Float64Array.of(445, 518.67, 518.67, 445), conditions);
    assert.deepEqual([...same], [0, 0, 0, 0]);
  });

  it('groups the rows of a few conditions, each with its own settings', () => {
    const rows = rowsOf([42, 0, 42], [0.84, 0, 0.841], [100, 100, 100]);
    const { pictures = [] } = conditionsSection(rows, findConditions(rows));
    const [mach] = pictures;
    assert.deepEqual(
      mach?.layers.map(
        (layer) => layer.kind === 'points' && [layer.label.split(',', 2), [...layer.x], [...layer.y]],
      ),
      [
        [['0 ft', ' Mach 0.00'], [0], [0]],
        [
          ['42', '000 ft'],
          [42, 42],
          [0.84, 0.841],
        ],
      ],
    );
  });

  it('leaves operating conditions out where settings go on without steps, and sensors as they were measured', async () => {
    const count = 70_000;
    const rising = Array.from({ length: count }, (_, row) => row);
    const rows = {
      ...rowsOf(rising, rising, rising),
      remaining: Float64Array.from(rising, (row) => count - row),
      column: () => Float64Array.from(rising),
    };
    const findings = await findSensors(rows, new AbortController().signal);
    assert.deepEqual(findings.conditions.list, []);
    const [sensor] = findings.sensors;
    assert.equal(sensor?.within, sensor?.measured);
    assert.deepEqual([sensor?.changes, sensor?.correlationWithin], ['always', -1]);
    const section = conditionsSection(rows, findings.conditions);
    assert.match(section.note ?? '', /more than 20 different values/);
    assert.equal(section.pictures, undefined);
  });

  it('spreads values by the cycles left where enough engines have some', () => {
    const values = Float64Array.from({ length: 12 }, (_, index) => (index < 11 ? index : 99));
    const remaining = values.map((value) => (value < 11 ? 5 : 6));
    assert.deepEqual(remainingBands(remaining, values), { remaining: [5], low: [1], median: [5], high: [9] });
  });
});

async function* cut(text: string, size: number): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function rowsOf(...values: number[][]): EngineRows {
  const columns = new Map(
    settings.map(({ column }, index) => [column, Float64Array.from(values[index] ?? [])]),
  );
  const none = new Float64Array();
  return {
    dataSet: { filename: 'train.txt', name: 'train', engines: [], rows: 4 },
    count: values[0]?.length ?? 0,
    units: ['1'],
    starts: [0],
    cycle: none,
    remaining: none,
    column: (name) => columns.get(name) ?? none,
  };
}
