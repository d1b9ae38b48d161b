import { endOfGroup, groupsOf, pickedGroup } from '../lab/pictures/groups.ts';
import { looksOf, pickedLook, type LayerLook } from '../lab/pictures/layerLook.ts';
import type { Bars, Intervals, Layer, Lines, Picture, Points, Rule } from '../lab/pictures/picture.ts';
import { colourOf } from './colours.ts';
import { cloudSize, drawCloud } from './drawCloud.ts';
import type { Ground } from './ground.ts';
import { tracePoint } from './tracePoint.ts';

type Look = Pick<LayerLook, 'lineWidth' | 'pointRadius' | 'opacity' | 'colour'>;

/** Draws a picture's layers in their order, each layer's picked group after its others. */
export function drawLayers(ground: Ground, picture: Picture): void {
  const { context, box } = ground;
  context.save();
  context.beginPath();
  context.rect(box.left, box.top, box.width, box.height);
  context.clip();
  const looks = looksOf(picture);
  for (const [index, layer] of picture.layers.entries()) {
    const look = looks[index];
    if (look) drawLayer(ground, layer, look);
  }
  context.restore();
}

function drawLayer(ground: Ground, layer: Layer, look: LayerLook): void {
  prepare(ground, look, look.dash);
  switch (layer.kind) {
    case 'rule':
      drawRule(ground, layer);
      break;
    case 'bars':
      drawBars(ground, layer, look);
      break;
    case 'band':
      drawBand(ground, layer, look);
      break;
    case 'intervals':
      drawIntervals(ground, layer);
      break;
    case 'lines':
    case 'points':
      drawGroups(ground, layer, look);
  }
}

function prepare({ context, ratio, colours }: Ground, look: Look, dash: readonly number[] = []): void {
  const colour = colourOf(colours, look.colour);
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.globalAlpha = colours.highContrast ? Math.min(1, look.opacity * 1.7) : look.opacity;
  // A line of one pixel of the canvas costs a fraction of a wider one.
  context.lineWidth = look.lineWidth <= 1 ? 1 : look.lineWidth * ratio;
  context.lineJoin = 'round';
  context.setLineDash(dash.map((length) => length * ratio));
}

function drawGroups(ground: Ground, layer: Lines | Points, look: LayerLook): void {
  const groups = groupsOf(layer);
  const count = layer.x.length;
  const draw = layer.kind === 'lines' ? traceLine : undefined;
  const { context } = ground;
  const part = (from: number, to: number, radius: number): void => {
    if (draw) draw(ground, layer as Lines, from, to);
    else for (let index = from; index < to; index += 1) pointAt(ground, layer, index, radius, look);
  };
  if (layer.kind === 'points' && count >= cloudSize) drawCloud(ground, layer, look.pointRadius);
  else {
    context.beginPath();
    if (!groups) part(0, count, look.pointRadius);
    else
      for (let n = 0; n < groups.starts.length; n += 1)
        part(groups.starts[n] ?? 0, endOfGroup(groups, n, count), look.pointRadius);
    if (draw) context.stroke();
    else context.fill();
  }
  const picked = groups ? pickedGroup(groups) : -1;
  if (!groups || picked < 0) return;
  prepare(ground, pickedLook);
  context.beginPath();
  part(groups.starts[picked] ?? 0, endOfGroup(groups, picked, count), pickedLook.pointRadius);
  if (draw) context.stroke();
  else context.fill();
}

/** Adds a line through marks `from` up to `to` to the path; it breaks where there is no number. */
function traceLine({ context, x, y }: Ground, line: Lines, from: number, to: number): void {
  let pen = false;
  let before = 0;
  for (let index = from; index < to; index += 1) {
    const left = x.scale * (line.x[index] ?? NaN) + x.offset;
    const top = y.scale * (line.y[index] ?? NaN) + y.offset;
    if (Number.isNaN(left + top)) {
      pen = false;
      continue;
    }
    if (!pen) context.moveTo(left, top);
    else {
      if (line.steps) context.lineTo(left, before);
      context.lineTo(left, top);
    }
    pen = true;
    before = top;
  }
}

function pointAt(
  ground: Ground,
  { x, y }: Points | Lines,
  index: number,
  radius: number,
  look: LayerLook,
): void {
  const left = ground.x.scale * (x[index] ?? NaN) + ground.x.offset;
  const top = ground.y.scale * (y[index] ?? NaN) + ground.y.offset;
  if (!Number.isNaN(left + top)) tracePoint(ground.context, look.shape, left, top, radius * ground.ratio);
}

function drawBars({ context, x, y, ratio }: Ground, bars: Bars, { fillOpacity }: LayerLook): void {
  const wide = Math.max(1, Math.abs(bars.width * x.scale) - ratio);
  const zero = y.offset;
  context.globalAlpha = fillOpacity;
  for (let index = 0; index < bars.x.length; index += 1) {
    const left = x.scale * (bars.x[index] ?? NaN) + x.offset - wide / 2;
    const top = y.scale * (bars.y[index] ?? NaN) + y.offset;
    if (!Number.isNaN(left + top)) context.fillRect(left, Math.min(top, zero), wide, Math.abs(zero - top));
  }
}

function drawBand({ context, x, y }: Ground, band: Extract<Layer, { kind: 'band' }>, look: LayerLook): void {
  const count = band.x.length;
  const add = (index: number, value: number): void =>
    context.lineTo(x.scale * (band.x[index] ?? NaN) + x.offset, y.scale * value + y.offset);
  context.beginPath();
  for (let index = 0; index < count; index += 1) add(index, band.low[index] ?? NaN);
  for (let index = count - 1; index >= 0; index -= 1) add(index, band.high[index] ?? NaN);
  context.closePath();
  context.globalAlpha = 0.3 * look.fillOpacity;
  context.fill();
  context.globalAlpha = look.opacity;
  context.lineWidth = 1;
  context.stroke();
}

function drawIntervals({ context, x, y, ratio }: Ground, { x: at, low, high }: Intervals): void {
  const cap = 3 * ratio;
  context.beginPath();
  for (let index = 0; index < at.length; index += 1) {
    const left = x.scale * (at[index] ?? NaN) + x.offset;
    const ends = [low[index] ?? NaN, high[index] ?? NaN].map((value) => y.scale * value + y.offset);
    const [bottom = NaN, top = NaN] = ends;
    if (Number.isNaN(left + bottom + top)) continue;
    context.moveTo(left, bottom);
    context.lineTo(left, top);
    for (const end of [bottom, top]) {
      context.moveTo(left - cap, end);
      context.lineTo(left + cap, end);
    }
  }
  context.stroke();
}

function drawRule({ context, x, y, box }: Ground, { at }: Rule): void {
  const [right, bottom] = [box.left + box.width, box.top + box.height];
  const value = (left: number): number => (left - x.offset) / x.scale;
  context.beginPath();
  if (at === 'equal') {
    for (const left of [box.left, right]) context.lineTo(left, y.scale * value(left) + y.offset);
  } else if ('x' in at) {
    const left = x.scale * at.x + x.offset;
    context.moveTo(left, box.top);
    context.lineTo(left, bottom);
  } else {
    const top = y.scale * at.y + y.offset;
    context.moveTo(box.left, top);
    context.lineTo(right, top);
  }
  context.stroke();
}
