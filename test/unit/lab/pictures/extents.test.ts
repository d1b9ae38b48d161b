import assert from 'node:assert/strict';
import { extentsOf } from '../../../../src/lab/pictures/extents.ts';
import type { Layer } from '../../../../src/lab/pictures/picture.ts';

const extents = (...layers: Layer[]) =>
  extentsOf({ id: '', title: '', sentence: '', x: { label: 'Cycle' }, y: { label: 'T24' }, layers });
const [x, y] = [
  [0, 50, 100],
  [0, 5, 10],
];

describe("the ends of a picture's axes", () => {
  it('leave room around points, also beyond the zero that one stands on', () => {
    const { x: across, y: up } = extents({ kind: 'points', label: 'Engine', x, y });
    assert.ok(across[0] < 0 && across[1] > 100 && up[0] < 0 && up[1] > 10);
  });

  it('stop at zero where no point would be cut off there', () => {
    const line = extents({ kind: 'lines', label: 'Engine', x, y });
    assert.deepEqual([line.x[0], line.y[0]], [0, 0]);
    const above = extents({ kind: 'points', label: 'Engine', x: [2.5, 100], y: [0.3, 10] });
    assert.deepEqual([above.x[0], above.y[0]], [0, 0]);
    const crowd = extents({ kind: 'points', label: 'Engines', weight: 'faint', x, y });
    assert.deepEqual([crowd.x[0], crowd.y[0]], [0, 0]);
    const below = extents({ kind: 'lines', label: 'Error', x, y: y.map((value) => -value) });
    assert.ok(below.y[1] === 0);
  });

  it('keep what is always the same off the edge, and bars on zero', () => {
    const flat = extents({ kind: 'lines', label: 'T2', x, y: [0, 0, 0] });
    assert.deepEqual(flat.y, [-1, 1]);
    const bars = extents({ kind: 'bars', label: 'Engines', width: 1, x, y: [0, 0, 0] });
    assert.deepEqual(bars.y, [0, 1]);
    const same = extents({ kind: 'lines', label: 'T2', x, y: [20, 20, 20] });
    assert.deepEqual(same.y, [18, 22]);
  });
});
