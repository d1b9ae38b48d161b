import assert from 'node:assert/strict';
import type { Picture } from '../../../../src/lab/pictures/picture.ts';
import { pictureTable } from '../../../../src/lab/pictures/pictureTable.ts';

const empty: Picture = {
  id: 'picture',
  title: 'Picture',
  sentence: 'What there is to see.',
  x: { label: 'Cycle' },
  y: { label: 'T24 (°R)' },
  layers: [],
};

describe("a picture's table", () => {
  it('has a row a mark, with its group', () => {
    const groups = { label: 'Engine', names: ['1', '2'], starts: [0, 2], picked: '2' };
    const layers = [{ kind: 'lines', label: 'T24', x: [1, 2, 1], y: [641.5, 642, 643], groups }] as const;
    assert.deepEqual(pictureTable({ ...empty, layers }), {
      columns: [
        { name: 'Engine', numeric: false },
        { name: 'Cycle', numeric: true },
        { name: 'T24', numeric: true },
      ],
      rows: [
        ['1', 1, 641.5],
        ['1', 2, 642],
        ['2', 1, 643],
      ],
    });
  });

  it('puts layers over the same x side by side, and gives a band two columns', () => {
    const { columns, rows } = pictureTable({
      ...empty,
      layers: [
        { kind: 'band', label: '10-90 %', x: [1, 2], low: [0, 1], high: [8, 9] },
        { kind: 'lines', label: 'Median', x: [1, 2], y: [4, 5] },
      ],
    });
    assert.deepEqual(
      columns.map(({ name }) => name),
      ['Cycle', '10-90 % (low)', '10-90 % (high)', 'Median'],
    );
    assert.deepEqual(rows, [
      [1, 0, 8, 4],
      [2, 1, 9, 5],
    ]);
  });

  it('sorts layers over different x into one order, and leaves empty what a layer lacks', () => {
    const { rows } = pictureTable({
      ...empty,
      layers: [
        { kind: 'points', label: 'One', x: [3, 1], y: [30, 10] },
        { kind: 'points', label: 'Other', x: [2], y: [20] },
      ],
    });
    assert.deepEqual(rows, [
      [1, 10, undefined],
      [2, undefined, 20],
      [3, 30, undefined],
    ]);
  });

  it('shows words where an axis has them, leaves out rules, and has nothing for what is no number', () => {
    const { columns, rows } = pictureTable({
      ...empty,
      x: { label: 'Sensor', names: ['T2', 'T24'] },
      layers: [
        { kind: 'bars', label: 'Correlation', x: [0, 1], y: [NaN, 0.5], width: 0.8 },
        { kind: 'rule', label: 'None', at: { y: 0 } },
      ],
    });
    assert.equal(columns.length, 2);
    assert.deepEqual(rows, [
      ['T2', undefined],
      ['T24', 0.5],
    ]);
  });

  it('shows the digits that a number was written with, though it is kept as a short one', () => {
    const { rows } = pictureTable({
      ...empty,
      layers: [{ kind: 'points', label: 'T24', x: [1], y: Float32Array.of(641.82) }],
    });
    assert.deepEqual(rows, [[1, 641.82]]);
  });
});
