import { extentsOf } from './extents.ts';
import { legendOf, type LegendEntry } from './legend.ts';
import { looksOf } from './layerLook.ts';
import type { Mapping } from './nearestMark.ts';
import { niceTicks } from './niceTicks.ts';
import type { Axis, Picture } from './picture.ts';
import { layerShapes } from './svgLayers.ts';
import { escaped } from './markup.ts';
import { inkOf, shape, short, text } from './svgText.ts';
import { valueText } from './valueText.ts';

/** Pixels of a picture's file, from side to side; it is as high as its words need it. */
const width = 800;

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
  const words = crowded(picture.x) ? leaningHeight : 0;
  const legend = legendLines(legendOf(picture), bottom + 66 + words);
  const height = bottom + 76 + words + 20 * Math.max(0, legend.lines - 1);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"`,
    ` viewBox="0 0 ${width} ${height}" role="img" font-family="sans-serif" font-size="${fontSize}">\n`,
    `<title>${escaped(picture.title)}</title>\n<desc>${escaped(picture.sentence)}</desc>\n`,
    `${shape('rect', { width, height, fill: 'white' })}\n`,
    `<clipPath id="box">${shape('rect', { x: box.left, y: box.top, width: box.width, height: box.height })}</clipPath>\n`,
    `${text(box.left, 26, picture.title, { 'font-size': 17, 'font-weight': 'bold' })}\n`,
    ...acrossAxis(picture.x, x, across),
    ...upAxis(picture.y, y, up),
    `<g clip-path="url(#box)" fill="none" stroke-linejoin="round">\n${layers.join('\n')}\n</g>\n`,
    legend.text,
    '</svg>\n',
  ].join('');
}

function mapping([min, max]: readonly [number, number], [from, to]: readonly [number, number]): Mapping {
  const scale = (to - from) / (max - min);
  return { scale, offset: from - scale * min };
}

/** Where an axis has ticks, and what they say; of words at most `most`. */
function ticks({ names, ...axis }: Axis, [min, max]: readonly [number, number], most: number) {
  if (!names) return niceTicks(min, max, 8).map((value) => ({ value, words: valueText(value, axis) }));
  const step = Math.max(1, Math.ceil(names.length / most));
  return names
    .map((words, value) => ({ value, words }))
    .filter(({ value }) => value >= min && value <= max && value % step === 0);
}

/** How much further down words reach that lean. */
const leaningHeight = 44;

/** Whether words do not stand side by side. */
function crowded({ names = [] }: Axis): boolean {
  return names.length * (Math.max(...names.map(widthOf)) + 10) > box.width;
}

/** About as wide as letters of this size are. */
const widthOf = (words: string): number => words.length * fontSize * 0.56;

function acrossAxis(axis: Axis, ends: readonly [number, number], { scale, offset }: Mapping): string[] {
  const leans = crowded(axis);
  const lines = ticks(axis, ends, box.width / 18).map(({ value, words }) => {
    const at = scale * value + offset;
    const [line, top] = [{ x1: at, x2: at, y1: box.top, y2: bottom, stroke: inkOf.grid }, bottom + 18];
    const how = leans
      ? { 'text-anchor': 'end', transform: `rotate(-45 ${short(at)} ${top})` }
      : { 'text-anchor': 'middle' };
    return `${shape('line', line)}${text(at, top, words, how)}\n`;
  });
  const below = bottom + 40 + (leans ? leaningHeight : 0);
  const label = text(box.left + box.width / 2, below, axis.label, { 'text-anchor': 'middle' });
  return [...lines, `${label}\n`];
}

function upAxis(axis: Axis, ends: readonly [number, number], { scale, offset }: Mapping): string[] {
  const lines = ticks(axis, ends, box.height / 16).map(({ value, words }) => {
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

/** The legend from `top` on, in as many lines as it needs; none for a single entry. */
function legendLines(entries: readonly LegendEntry[], top: number): { text: string; lines: number } {
  if (entries.length < 2) return { text: '', lines: 0 };
  let left: number = box.left;
  let line = 0;
  const drawn = entries.map((entry) => {
    const wide = 52 + widthOf(entry.label);
    if (left > box.left && left + wide > right) [left, line] = [box.left, line + 1];
    const baseline = top + 20 * line;
    const words = text(left + 32, baseline, entry.label);
    const one = `${sample(entry, left, baseline - 5)}${words}\n`;
    left += wide;
    return one;
  });
  return { text: drawn.join(''), lines: line + 1 };
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
