import { extentsOf } from './extents.ts';
import { legendOf, type LegendEntry } from './legend.ts';
import { looksOf } from './layerLook.ts';
import type { Mapping } from './nearestMark.ts';
import { niceTicks } from './niceTicks.ts';
import type { Axis, Picture } from './picture.ts';
import { layerShapes } from './svgLayers.ts';
import { escaped, inkOf, shape, text } from './svgText.ts';
import { valueText } from './valueText.ts';

/** Pixels of a picture's file. */
export const svgSize = { width: 800, height: 500 } as const;

/** Where the marks lie in it. */
const box = { left: 78, top: 44, width: 700, height: 350 } as const;

const [right, bottom] = [box.left + box.width, box.top + box.height];
const fontSize = 13;

/** A picture as an SVG file of its own: on white, with title, axes, layers and legend; its sentence is its description. */
export function pictureSvg(picture: Picture): string {
  const { x, y } = extentsOf(picture);
  const across = mapping(x, picture.x.reversed ? [right, box.left] : [box.left, right]);
  const up = mapping(y, picture.y.reversed ? [box.top, bottom] : [bottom, box.top]);
  const looks = looksOf(picture);
  const layers = picture.layers.flatMap((layer, index) => {
    const look = looks[index];
    return look ? layerShapes(layer, look, across, up, box) : [];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${svgSize.width}" height="${svgSize.height}"`,
    ` viewBox="0 0 ${svgSize.width} ${svgSize.height}" role="img" font-family="sans-serif" font-size="${fontSize}">\n`,
    `<title>${escaped(picture.title)}</title>\n<desc>${escaped(picture.sentence)}</desc>\n`,
    `${shape('rect', { width: svgSize.width, height: svgSize.height, fill: 'white' })}\n`,
    `<clipPath id="box">${shape('rect', { x: box.left, y: box.top, width: box.width, height: box.height })}</clipPath>\n`,
    `${text(box.left, 26, picture.title, { 'font-size': 17, 'font-weight': 'bold' })}\n`,
    ...acrossAxis(picture.x, x, across),
    ...upAxis(picture.y, y, up),
    `<g clip-path="url(#box)" fill="none" stroke-linejoin="round">\n${layers.join('\n')}\n</g>\n`,
    ...legendLines(legendOf(picture)),
    '</svg>\n',
  ].join('');
}

function mapping([min, max]: readonly [number, number], [from, to]: readonly [number, number]): Mapping {
  const scale = (to - from) / (max - min);
  return { scale, offset: from - scale * min };
}

/** Where an axis has ticks, and what they say; `room` is how many have place. */
function ticks({ names, ...axis }: Axis, [min, max]: readonly [number, number], room: number) {
  if (!names) return niceTicks(min, max, room).map((value) => ({ value, words: valueText(value, axis) }));
  const longest = Math.max(1, ...names.map((name) => name.length));
  const step = Math.ceil(names.length / Math.max(1, Math.min(room * 2, Math.floor(90 / longest))));
  return names
    .map((words, value) => ({ value, words }))
    .filter(({ value }) => value >= min && value <= max && value % step === 0);
}

function acrossAxis(axis: Axis, ends: readonly [number, number], { scale, offset }: Mapping): string[] {
  const lines = ticks(axis, ends, 9).map(({ value, words }) => {
    const at = scale * value + offset;
    const line = { x1: at, x2: at, y1: box.top, y2: bottom, stroke: inkOf.grid };
    return `${shape('line', line)}${text(at, bottom + 18, words, { 'text-anchor': 'middle' })}\n`;
  });
  const label = text(box.left + box.width / 2, bottom + 40, axis.label, { 'text-anchor': 'middle' });
  return [...lines, `${label}\n`];
}

function upAxis(axis: Axis, ends: readonly [number, number], { scale, offset }: Mapping): string[] {
  const lines = ticks(axis, ends, 7).map(({ value, words }) => {
    const at = scale * value + offset;
    const line = { x1: box.left, x2: right, y1: at, y2: at, stroke: inkOf.grid };
    return `${shape('line', line)}${text(box.left - 8, at + 4, words, { 'text-anchor': 'end' })}\n`;
  });
  const middle = box.top + box.height / 2;
  const label = text(18, middle, axis.label, {
    'text-anchor': 'middle',
    transform: `rotate(-90 18 ${middle})`,
  });
  return [...lines, `${label}\n`];
}

/** The legend below the axis, in as many lines as it needs; none for a single entry. */
function legendLines(entries: readonly LegendEntry[]): string[] {
  if (entries.length < 2) return [];
  let left: number = box.left;
  let top = bottom + 66;
  return entries.map((entry) => {
    // About as wide as letters of this size are.
    const wide = 34 + entry.label.length * fontSize * 0.56 + 18;
    if (left > box.left && left + wide > right) [left, top] = [box.left, top + 20];
    const line = `${sample(entry, left, top - 5)}${text(left + 32, top, entry.label)}\n`;
    left += wide;
    return line;
  });
}

/** A mark or two of the entry's kind, drawn as the layers are. */
function sample({ kind, label, look }: LegendEntry, left: number, middle: number): string {
  const [x, y, low, high] = [[left + 13], [middle], [middle + 5], [middle - 5]];
  const across = [left, left + 26];
  const same = { scale: 1, offset: 0 };
  const all = { left, top: middle - 6, width: 26, height: 12 };
  const down = { scale: -1, offset: middle + 6 };
  const drawn = (layer: Parameters<typeof layerShapes>[0], up = same): string =>
    layerShapes(layer, { ...look, opacity: Math.max(0.7, look.opacity), pointRadius: 4 }, same, up, all).join(
      '',
    );
  switch (kind) {
    case 'rule':
      return drawn({ kind, label, at: { y: middle } });
    case 'lines':
      return drawn({ kind, label, x: across, y: [middle, middle] });
    case 'points':
      return drawn({ kind, label, x, y });
    case 'bars':
      return drawn({ kind, label, x, y: [12], width: 14 }, down);
    case 'band':
      return drawn({ kind, label, x: across, low: [...low, ...low], high: [...high, ...high] });
    case 'intervals':
      return drawn({ kind, label, x, low, high });
  }
}
