import { endOfGroup, groupsOf, pickedGroup } from './groups.ts';
import { pickedLook, type LayerLook } from './layerLook.ts';
import type { Mapping } from './nearestMark.ts';
import type { Band, Bars, Intervals, Layer, Lines, Points, Rule } from './picture.ts';
import { colourOf, shape, short } from './svgText.ts';

/** The area that a picture's marks lie in. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

type Look = Pick<LayerLook, 'colour' | 'shape' | 'lineWidth' | 'pointRadius' | 'opacity' | 'dash'>;

/** The shapes of a layer, as SVG; `across` and `up` lead from values to pixels. */
export function layerShapes(layer: Layer, look: LayerLook, across: Mapping, up: Mapping, box: Box): string[] {
  const x = (value: number | undefined): number => across.scale * (value ?? NaN) + across.offset;
  const y = (value: number | undefined): number => up.scale * (value ?? NaN) + up.offset;
  switch (layer.kind) {
    case 'rule':
      return [stroked(ruleData(layer, across, y, x, box), look)];
    case 'bars':
      return barShapes(layer, look, across, x, y);
    case 'band':
      return [bandShape(layer, look, x, y)];
    case 'intervals':
      return [stroked(intervalData(layer, x, y), look)];
    case 'lines':
    case 'points':
      return groupShapes(layer, look, x, y);
  }
}

type Place = (value: number | undefined) => number;

function groupShapes(layer: Lines | Points, look: Look, x: Place, y: Place): string[] {
  const groups = groupsOf(layer);
  const count = layer.x.length;
  const part = (from: number, to: number, how: Look): string =>
    layer.kind === 'lines'
      ? stroked(lineData(layer, x, y, from, to), how)
      : shape('path', {
          d: pointData(layer, how, x, y, from, to),
          fill: colourOf(how.colour),
          opacity: how.opacity,
        });
  if (!groups) return [part(0, count, look)];
  const range = (n: number): [number, number] => [groups.starts[n] ?? 0, endOfGroup(groups, n, count)];
  const all = Array.from(groups.starts, (_, n) => part(...range(n), look));
  const picked = pickedGroup(groups);
  return picked < 0 ? all : [...all, part(...range(picked), { ...look, ...pickedLook, dash: [] })];
}

function lineData(line: Lines, x: Place, y: Place, from: number, to: number): string {
  let pen = false;
  let data = '';
  for (let index = from; index < to; index += 1) {
    const [left, top] = [x(line.x[index]), y(line.y[index])];
    if (Number.isNaN(left + top)) {
      pen = false;
      continue;
    }
    if (!pen) data += `M${short(left)} ${short(top)}`;
    else data += line.steps ? `H${short(left)}V${short(top)}` : `L${short(left)} ${short(top)}`;
    pen = true;
  }
  return data;
}

function pointData(
  points: Points,
  { shape: form, pointRadius }: Look,
  x: Place,
  y: Place,
  from: number,
  to: number,
): string {
  let data = '';
  for (let index = from; index < to; index += 1) {
    const [left, top] = [x(points.x[index]), y(points.y[index])];
    if (!Number.isNaN(left + top)) data += pointOutline[form](left, top, pointRadius);
  }
  return data;
}

const pointOutline: Record<Look['shape'], (x: number, y: number, radius: number) => string> = {
  circle: (x, y, r) => `M${short(x - r)} ${short(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`,
  square: (x, y, r) =>
    `M${short(x - r * 0.9)} ${short(y - r * 0.9)}h${short(r * 1.8)}v${short(r * 1.8)}h${short(-r * 1.8)}z`,
  diamond: (x, y, r) =>
    `M${short(x)} ${short(y - r * 1.25)}L${short(x + r * 1.25)} ${short(y)}L${short(x)} ${short(y + r * 1.25)}L${short(x - r * 1.25)} ${short(y)}z`,
  triangle: (x, y, r) =>
    `M${short(x)} ${short(y - r * 1.2)}L${short(x + r * 1.1)} ${short(y + r * 0.8)}H${short(x - r * 1.1)}z`,
};

function barShapes(
  { x: at, y: heights, width }: Bars,
  look: LayerLook,
  across: Mapping,
  x: Place,
  y: Place,
): string[] {
  const wide = Math.max(1, Math.abs(width * across.scale) - 1);
  const zero = y(0);
  return Array.from({ length: at.length }, (_, index) => [x(at[index]), y(heights[index])] as const)
    .filter(([left, top]) => !Number.isNaN(left + top))
    .map(([left, top]) =>
      shape('rect', {
        x: left - wide / 2,
        y: Math.min(top, zero),
        width: wide,
        height: Math.abs(zero - top),
        fill: colourOf(look.colour),
        'fill-opacity': look.fillOpacity,
      }),
    );
}

function bandShape({ x: at, low, high }: Band, look: LayerLook, x: Place, y: Place): string {
  const corner = (index: number, value: number | undefined): string =>
    `${short(x(at[index]))} ${short(y(value))}`;
  const there = Array.from({ length: at.length }, (_, index) => corner(index, low[index]));
  const back = Array.from({ length: at.length }, (_, index) => corner(index, high[index])).reverse();
  return shape('path', {
    d: there.length ? `M${[...there, ...back].join('L')}z` : '',
    fill: colourOf(look.colour),
    'fill-opacity': 0.3 * look.fillOpacity,
    stroke: colourOf(look.colour),
    'stroke-opacity': look.opacity,
  });
}

function intervalData({ x: at, low, high }: Intervals, x: Place, y: Place): string {
  let data = '';
  for (let index = 0; index < at.length; index += 1) {
    const [left, bottom, top] = [x(at[index]), y(low[index]), y(high[index])];
    if (Number.isNaN(left + bottom + top)) continue;
    data += `M${short(left)} ${short(bottom)}V${short(top)}`;
    for (const end of [bottom, top]) data += `M${short(left - 3)} ${short(end)}h6`;
  }
  return data;
}

function ruleData(
  { at }: Rule,
  across: Mapping,
  y: Place,
  x: Place,
  { left, top, width, height }: Box,
): string {
  const right = left + width;
  if (at === 'equal') {
    const ends = [left, right].map(
      (each) => `${short(each)} ${short(y((each - across.offset) / across.scale))}`,
    );
    return `M${ends.join('L')}`;
  }
  return 'x' in at
    ? `M${short(x(at.x))} ${short(top)}v${short(height)}`
    : `M${short(left)} ${short(y(at.y))}H${short(right)}`;
}

const stroked = (data: string, { colour, lineWidth, opacity, dash }: Look): string =>
  shape('path', {
    d: data,
    fill: 'none',
    stroke: colourOf(colour),
    'stroke-width': lineWidth,
    'stroke-opacity': opacity,
    'stroke-dasharray': dash.length ? dash.join(' ') : undefined,
  });
