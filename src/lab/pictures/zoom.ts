import type { Extents } from './extents.ts';
import type { Axis, Picture } from './picture.ts';
import { valueText } from './valueText.ts';

/** How many times larger than all of a picture keys show it at most. */
const deepest = 1024;

type Ends = readonly [number, number];
type Point = Ends;

/**
 * What is seen after zooming in by `factor` (out by one below 1). The point stays where it is on the screen, as far as that
 * shows nothing beyond `all`, the whole picture.
 */
export function zoomedBy(view: Extents, all: Extents, factor: number, [x, y]: Point): Extents {
  const zoomed = (ends: Ends, whole: Ends, at: number): Ends => {
    const least = lengthOf(whole) / deepest;
    const length = Math.max(lengthOf(ends) / factor, least);
    return within(at - ((at - ends[0]) / lengthOf(ends)) * length, length, whole);
  };
  return { x: zoomed(view.x, all.x, x), y: zoomed(view.y, all.y, y) };
}

/** What is seen after moving to the right and up by parts of what is seen now, but not beyond the whole picture. */
export function panned(view: Extents, { x, y }: Pick<Picture, 'x' | 'y'>, all: Extents, by: Point): Extents {
  const moved = (ends: Ends, whole: Ends, axis: Axis, part: number): Ends => {
    const shift = (axis.reversed ? -part : part) * lengthOf(ends);
    return within(ends[0] + shift, lengthOf(ends), whole);
  };
  return { x: moved(view.x, all.x, x, by[0]), y: moved(view.y, all.y, y, by[1]) };
}

/** What is seen once it is moved so that it holds a point; the point is then in the middle, where that can be. */
export function revealing(view: Extents, all: Extents, [x, y]: Point): Extents {
  const moved = (ends: Ends, whole: Ends, at: number): Ends =>
    at >= ends[0] && at <= ends[1] ? ends : within(at - lengthOf(ends) / 2, lengthOf(ends), whole);
  return { x: moved(view.x, all.x, x), y: moved(view.y, all.y, y) };
}

/** Whether two views are the same. */
export function sameExtents(one: Extents, other: Extents): boolean {
  return (['x', 'y'] as const).every((key) => one[key].every((end, place) => end === other[key][place]));
}

/** What is seen, in words: from where to where each axis reaches. */
export function viewWords({ x, y }: Pick<Picture, 'x' | 'y'>, view: Extents): string {
  return [spanWords(x, view.x), spanWords(y, view.y)].join('. ');
}

function spanWords(axis: Axis, [low, high]: Ends): string {
  const { names, label } = axis;
  if (!names)
    return `${label}: ${[low, high].map((end) => valueText(Number(end.toPrecision(4)), axis)).join(' – ')}`;
  const seen = names.filter((_, place) => place >= low && place <= high);
  return `${label}: ${seen.length > 1 ? `${seen[0] ?? ''} – ${seen.at(-1) ?? ''}` : seen.join('')}`;
}

/** So long a part of the whole from `low` on, or as near as that is within it. */
function within(low: number, length: number, whole: Ends): Ends {
  // As much as all but for rounding is all.
  if (length > lengthOf(whole) * (1 - 1e-9)) return whole;
  const from = Math.max(whole[0], Math.min(low, whole[1] - length));
  return [from, from + length];
}

const lengthOf = ([low, high]: Ends): number => high - low;
