import assert from 'node:assert/strict';
import type { Extents } from '../../../../src/lab/pictures/extents.ts';
import { panned, revealing, sameExtents, viewWords, zoomedBy } from '../../../../src/lab/pictures/zoom.ts';

const all: Extents = { x: [0, 100], y: [-1, 1] };
const axes = { x: { label: 'Cycle' }, y: { label: 'T24 (°R)' } };

describe('what is seen of a picture', () => {
  it('is half as much around the same place after zooming in, and all of it again after zooming out', () => {
    const half = zoomedBy(all, all, 2, [20, 0]);
    assert.deepEqual(half, { x: [10, 60], y: [-0.5, 0.5] });
    assert.equal(sameExtents(half, all), false);
    assert.equal(sameExtents(zoomedBy(half, all, 0.5, [20, 0]), all), true);
  });

  it('is all again after any zooming in and as much out, in spite of rounding', () => {
    const odd: Extents = { x: [0.1, 9.7], y: [641.18, 644.71] };
    let view = odd;
    for (let times = 0; times < 6; times += 1) view = zoomedBy(view, odd, 2, [3.3, 642.7]);
    for (let times = 0; times < 6; times += 1) view = zoomedBy(view, odd, 0.5, [3.3, 642.7]);
    assert.equal(sameExtents(view, odd), true);
  });

  it('is a thousandth at least', () => {
    let view = all;
    for (let times = 0; times < 50; times += 1) view = zoomedBy(view, all, 2, [20, 0]);
    assert.deepEqual(
      [view.x[1] - view.x[0], view.y[1] - view.y[0]].map((length) => Number(length.toPrecision(6))),
      [100 / 1024, 2 / 1024].map((length) => Number(length.toPrecision(6))),
    );
  });

  it('moves as far as the picture goes, and as it lies on the screen', () => {
    const view: Extents = { x: [20, 60], y: [0, 0.5] };
    assert.deepEqual(panned(view, axes, all, [0.25, 0]).x, [30, 70]);
    assert.deepEqual(panned(view, axes, all, [-0.75, 2]), { x: [0, 40], y: [0.5, 1] });
    const mirrored = { ...axes, x: { label: 'Cycles left', reversed: true } };
    assert.deepEqual(panned(view, mirrored, all, [0.25, 0]).x, [10, 50]);
  });

  it('stays where it is for a mark that is seen, and goes where one is that is not', () => {
    const view: Extents = { x: [20, 40], y: [0, 0.5] };
    assert.deepEqual(revealing(view, all, [25, 0.1]), view);
    assert.deepEqual(revealing(view, all, [70, 0.1]), { x: [60, 80], y: [0, 0.5] });
    assert.deepEqual(revealing(view, all, [99, -0.9]), { x: [80, 100], y: [-1, -0.5] });
  });

  it('is said by the ends of its axes, in words where they have words', () => {
    assert.equal(
      viewWords(axes, { x: [1.23456, 60], y: [641.1812, 644] }),
      'Cycle: 1.235 – 60. T24 (°R): 641.2 – 644',
    );
    const named = { ...axes, x: { label: 'Sensor', names: ['T2', 'T24', 'T30'] } };
    assert.match(viewWords(named, { x: [-0.5, 2.5], y: [0, 1] }), /^Sensor: T2 – T30\./);
    assert.match(viewWords(named, { x: [0.2, 1.6], y: [0, 1] }), /^Sensor: T24\./);
  });
});
