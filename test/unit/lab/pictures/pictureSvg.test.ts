import assert from 'node:assert/strict';
import type { Picture } from '../../../../src/lab/pictures/picture.ts';
import { pictureSvg } from '../../../../src/lab/pictures/pictureSvg.ts';

const picture: Picture = {
  id: 'predicted',
  title: 'Predicted & true',
  sentence: 'Points above the line are late warnings.',
  x: { label: 'True <cycles>', range: [0, 100] },
  y: { label: 'Predicted', range: [0, 100] },
  layers: [
    { kind: 'points', label: 'FD001', x: [0, 100], y: [0, 100] },
    { kind: 'rule', label: 'Exact', at: 'equal' },
  ],
};

/** Where each point's outline begins, across and down, in pixels. */
const points = (svg: string): { across: number; down: number }[] =>
  [...svg.matchAll(/M([\d.]+) ([\d.]+)a3 3/g)].map(([, across, down]) => ({
    across: Number(across),
    down: Number(down),
  }));

describe("a picture's SVG", () => {
  it('says what is shown, with nothing that XML would take for its own', () => {
    const svg = pictureSvg(picture);
    assert.match(svg, /<title>Predicted &amp; true<\/title>/);
    assert.match(svg, /<desc>Points above the line are late warnings\.<\/desc>/);
    assert.match(svg, />True &lt;cycles&gt;</);
    assert.match(svg, />FD001</);
    assert.match(svg, />Exact</);
  });

  it('draws marks where their numbers are, and an axis that is reversed the other way round', () => {
    const [one, other] = points(pictureSvg(picture));
    assert.ok(one && other && one.across < other.across && one.down > other.down);
    const reversed = points(pictureSvg({ ...picture, x: { ...picture.x, reversed: true } }));
    assert.deepEqual(
      reversed.slice(0, 2).map(({ across }) => across),
      [other.across, one.across],
    );
  });

  it('has words lean that stand too close, and is as high as they and its legend need', () => {
    const heightOf = (svg: string): number => Number(/ height="(\d+)"/.exec(svg)?.[1]);
    const few = pictureSvg({ ...picture, x: { label: 'Sensor', names: ['T2', 'T24'] } });
    assert.doesNotMatch(few, /rotate\(-45/);
    const names = Array.from({ length: 21 }, (_, n) => `a long name ${n}`);
    const many = pictureSvg({ ...picture, x: { label: 'Sensor', names } });
    assert.equal(many.match(/rotate\(-45/g)?.length, 21);
    assert.ok(heightOf(many) > heightOf(few));
    const layers = names.map((label) => ({ kind: 'points' as const, label, x: [1], y: [1] }));
    assert.ok(heightOf(pictureSvg({ ...picture, layers })) > heightOf(pictureSvg(picture)));
  });
});
