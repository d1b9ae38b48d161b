import assert from 'node:assert/strict';
import { extentsOf, type Extents } from '../../../../src/lab/pictures/extents.ts';
import type { Mark } from '../../../../src/lab/pictures/mark.ts';
import { createMarkWalk, type MarkWalk, type Way } from '../../../../src/lab/pictures/markWalk.ts';
import type { Layer, Picture } from '../../../../src/lab/pictures/picture.ts';

const pictureOf = (layers: readonly Layer[], x: Partial<Picture['x']> = {}): Picture => ({
  id: 'picture',
  title: 'Picture',
  sentence: 'What there is to see.',
  x: { label: 'Cycle', ...x },
  y: { label: 'T24 (°R)' },
  layers,
});

/** Three engines of 4, 2 and 4 cycles. */
const engines = (picked?: string): Layer => ({
  kind: 'lines',
  label: 'T24',
  x: [1, 2, 3, 4, 1, 2, 1, 2, 3, 4],
  y: [10, 11, 12, 13, 20, 21, 30, 31, 32, 33],
  groups: { label: 'Engine', names: ['a', 'b', 'c'], starts: [0, 4, 6], picked },
});

/** Where some ways lead, one after the other: each mark as its layer's place and its own. */
function path(picture: Picture, ways: readonly Way[], view: Extents = extentsOf(picture)): string[] {
  const walk = createMarkWalk(picture);
  let mark = first(walk, view);
  return [
    nameOf(mark),
    ...ways.map((way) => {
      mark = walk.from(mark, way);
      return nameOf(mark);
    }),
  ];
}

function first(walk: MarkWalk, view: Extents): Mark {
  const mark = walk.start(view);
  assert.ok(mark);
  return mark;
}

const nameOf = ({ layer, index }: Mark): string => `${layer}.${index}`;

describe('a walk over the marks of a picture', () => {
  it('goes along a group to its end, and to the same x of the groups beside it', () => {
    assert.deepEqual(
      path(pictureOf([engines()]), ['right', 'left', 'left', 'trackAfter', 'right', 'right']),
      [...['0.0', '0.1', '0.0', '0.0'], ...['0.4', '0.5', '0.5']],
    );
  });

  it('keeps to its x past a shorter group', () => {
    const ways = ['rightEnd', 'trackAfter', 'trackAfter', 'trackAfter', 'trackBefore'] as const;
    assert.deepEqual(path(pictureOf([engines()]), ways), ['0.0', '0.3', '0.5', '0.9', '0.9', '0.5']);
  });

  it('goes in the order of x, past what is no number', () => {
    const points: Layer = { kind: 'points', label: 'T24', x: [3, 1, NaN, 2, 4], y: [1, 1, 1, NaN, 1] };
    assert.deepEqual(path(pictureOf([points]), ['right', 'right', 'right']), ['0.1', '0.0', '0.4', '0.4']);
  });

  it('goes to the right on the screen where the axis is reversed', () => {
    const line: Layer = { kind: 'lines', label: 'T24', x: [1, 2, 3], y: [1, 1, 1] };
    const picture = pictureOf([line], { reversed: true });
    assert.deepEqual(path(picture, ['right', 'leftEnd', 'rightEnd']), ['0.2', '0.1', '0.2', '0.0']);
  });

  it('goes along the layer where each group is one mark, and from layer to layer past rules', () => {
    const groups = { label: 'Engine', names: ['a', 'b', 'c'], starts: [0, 1, 2] };
    const points: Layer = { kind: 'points', label: 'FD001', x: [5, 1, 3], y: [1, 1, 1], groups };
    const rule: Layer = { kind: 'rule', label: 'Equal', at: 'equal' };
    const band: Layer = { kind: 'band', label: '10-90 %', x: [1, 3], low: [0, 0], high: [2, 2] };
    assert.deepEqual(path(pictureOf([points, rule, band]), ['right', 'trackAfter', 'left', 'trackBefore']), [
      ...['0.1', '0.2'],
      ...['2.1', '2.0', '0.1'],
    ]);
  });

  it('goes a tenth of the way at once', () => {
    const x = Array.from({ length: 50 }, (_, index) => index);
    const line: Layer = { kind: 'lines', label: 'T24', x, y: x };
    assert.deepEqual(path(pictureOf([line]), ['farRight', 'farRight', 'farLeft']), [
      ...['0.0', '0.5', '0.10', '0.5'],
    ]);
  });

  it('starts in the picked group, where something of it is seen', () => {
    const picture = pictureOf([engines('c')]);
    assert.deepEqual(path(picture, []), ['0.6']);
    assert.deepEqual(path(picture, [], { x: [1.5, 3], y: [0, 15] }), ['0.1']);
    assert.deepEqual(path(picture, [], { x: [1.5, 3], y: [0, 50] }), ['0.7']);
    assert.deepEqual(path(picture, [], { x: [7, 8], y: [0, 50] }), ['0.6']);
  });

  it('has nowhere to go without marks', () => {
    const picture = pictureOf([{ kind: 'lines', label: 'T24', x: [], y: [] }]);
    assert.equal(createMarkWalk(picture).start(extentsOf(picture)), undefined);
  });
});
