import type { Extents } from './extents.ts';
import { markOf, type Mark } from './mark.ts';
import { orderOf, tracksOf, type Track } from './markTracks.ts';
import type { Picture } from './picture.ts';

/**
 * Ways to go from a mark: to the one beside it, a tenth of its track away or at its end, all as they lie on the screen;
 * or to the track before or after, at the same x.
 */
export type Way =
  'left' | 'right' | 'farLeft' | 'farRight' | 'leftEnd' | 'rightEnd' | 'trackBefore' | 'trackAfter';

/** Goes over a picture's marks, one by one. */
export interface MarkWalk {
  /** The first mark that is seen, in the picked group if it has one there; just the first when none is seen. */
  readonly start: (view: Extents) => Mark | undefined;
  /** Where a way leads; the mark itself where it ends there. */
  readonly from: (mark: Mark, way: Way) => Mark;
}

/** Makes a walk over a picture. Nothing is sorted before somebody goes there. */
export function createMarkWalk(picture: Picture): MarkWalk {
  const tracks = tracksOf(picture);
  const mirrored = picture.x.reversed === true;
  let known: { readonly track: Track; readonly order: Uint32Array } | undefined;
  /** Where going from track to track keeps to, past shorter ones. */
  let kept: { readonly mark: Mark; readonly x: number } | undefined;

  const orderIn = (track: Track): Uint32Array => {
    if (known?.track !== track) known = { track, order: orderOf(picture, track) };
    return known.order;
  };
  const markAt = (track: Track, place: number): Mark | undefined => {
    const index = orderIn(track)[place];
    return index === undefined ? undefined : markOf(picture, track.layer, index);
  };
  const along = (track: Track, mark: Mark, by: number): Mark | undefined => {
    const order = orderIn(track);
    const place = order.indexOf(mark.index) + (mirrored ? -by : by);
    return markAt(track, Math.max(0, Math.min(order.length - 1, place)));
  };
  const across = (number: number, mark: Mark, by: 1 | -1): Mark | undefined => {
    const x = kept?.mark === mark ? kept.x : mark.x;
    for (let next = number + by; ; next += by) {
      const track = tracks[next];
      if (!track) return undefined;
      const order = orderIn(track);
      const found = markAt(track, nearestPlace(picture, track, order, x));
      if (!found) continue;
      kept = { mark: found, x };
      return found;
    }
  };

  return {
    start: (view) => {
      let first: Mark | undefined;
      for (const track of [...tracks].sort((one, other) => Number(other.isPicked) - Number(one.isPicked))) {
        const { length } = orderIn(track);
        for (let place = 0; place < length; place += 1) {
          const mark = markAt(track, mirrored ? length - 1 - place : place);
          if (mark && isSeen(view, mark)) return mark;
          first ??= mark;
        }
      }
      return first;
    },
    from: (mark, way) => {
      const number = tracks.findIndex(
        ({ layer, from, to }) => layer === mark.layer && from <= mark.index && mark.index < to,
      );
      const track = tracks[number];
      if (!track) return mark;
      const far = Math.max(2, Math.round(orderIn(track).length / 10));
      switch (way) {
        case 'left':
          return along(track, mark, -1) ?? mark;
        case 'right':
          return along(track, mark, 1) ?? mark;
        case 'farLeft':
          return along(track, mark, -far) ?? mark;
        case 'farRight':
          return along(track, mark, far) ?? mark;
        case 'leftEnd':
          return along(track, mark, -Infinity) ?? mark;
        case 'rightEnd':
          return along(track, mark, Infinity) ?? mark;
        case 'trackBefore':
          return across(number, mark, -1) ?? mark;
        case 'trackAfter':
          return across(number, mark, 1) ?? mark;
      }
    },
  };
}

/** Whether a mark lies in what is seen of its picture. */
export function isSeen({ x, y }: Extents, mark: Mark): boolean {
  return mark.x >= x[0] && mark.x <= x[1] && mark.y >= y[0] && mark.y <= y[1];
}

/** The place, within a track's order, of the mark nearest to an x; -1 where there is none. */
function nearestPlace({ layers }: Picture, track: Track, order: Uint32Array, x: number): number {
  const layer = layers[track.layer];
  if (!layer || layer.kind === 'rule') return -1;
  let [nearest, found] = [Infinity, -1];
  for (const [place, mark] of order.entries()) {
    const distance = Math.abs((layer.x[mark] ?? NaN) - x);
    if (distance < nearest) [nearest, found] = [distance, place];
  }
  return found;
}
