import type { Axis, Layer, Numbers, Picture } from './picture.ts';

/** The ends of a picture's axes, each smaller than the other. */
export interface Extents {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** Grows over values; those that are no number are left out. */
interface Ends {
  min: number;
  max: number;
}

interface Span extends Ends {
  /** The same of values at which a mark stands that would be cut off at the very edge. */
  readonly marks: Ends;
}

/** Marks nearer to the edge than this share of an axis are cut off. */
const markRoom = 0.02;

/** From where to where a picture reaches: the axes' own ranges, else those of its marks with some room around them. */
export function extentsOf({ x, y, layers }: Picture): Extents {
  const [across, up] = [emptySpan(), emptySpan()];
  for (const layer of layers) reach(layer, across, up);
  const onlyLines = layers.every(({ kind }) => kind === 'lines' || kind === 'band' || kind === 'rule');
  const hasBars = layers.some(({ kind }) => kind === 'bars');
  return {
    x: ends(x, across, onlyLines || hasBars ? 0 : 0.03, fromZero),
    y: ends(y, up, 0.05, hasBars ? fromZero : aroundZero),
  };
}

/** Where nothing but zero is drawn: bars stand on it, lines go through the middle. */
const fromZero: Ends = { min: 0, max: 1 };
const aroundZero: Ends = { min: -1, max: 1 };

function reach(layer: Layer, across: Span, up: Span): void {
  if (layer.kind === 'rule') {
    if (layer.at === 'equal') return;
    if ('x' in layer.at) widen(across, layer.at.x);
    else widen(up, layer.at.y);
    return;
  }
  const half = layer.kind === 'bars' ? layer.width / 2 : 0;
  over(layer.x, across, half);
  if (layer.kind === 'points' && layer.weight !== 'faint') {
    over(layer.x, across.marks);
    over(layer.y, up.marks);
  }
  if (layer.kind === 'band' || layer.kind === 'intervals') {
    over(layer.low, up);
    over(layer.high, up);
    return;
  }
  over(layer.y, up);
  if (layer.kind === 'bars') widen(up, 0);
}

function over(values: Numbers, span: Ends, half = 0): void {
  let { min, max } = span;
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (min <= max) {
    widen(span, min - half);
    widen(span, max + half);
  }
}

function widen(span: Ends, value: number): void {
  if (value < span.min) span.min = value;
  if (value > span.max) span.max = value;
}

function ends({ range, names }: Axis, span: Span, room: number, flat: Ends): readonly [number, number] {
  const { min, max, marks } = span;
  if (range) return range;
  if (names?.length) return [-0.5, names.length - 0.5];
  if (min > max) return [0, 1];
  if (min === max)
    return min === 0 ? [flat.min, flat.max] : [min - Math.abs(min) / 10, max + Math.abs(max) / 10];
  const margin = (max - min) * room;
  const atEdge = (max - min) * markRoom;
  // Room that would lead beyond zero says that there could be such values: none but what a mark needs.
  const low = min >= 0 && min - margin < 0 && marks.min >= atEdge ? 0 : min - margin;
  const high = max <= 0 && max + margin > 0 && marks.max <= -atEdge ? 0 : max + margin;
  return [low, high];
}

const emptyEnds = (): Ends => ({ min: Infinity, max: -Infinity });
const emptySpan = (): Span => ({ ...emptyEnds(), marks: emptyEnds() });
