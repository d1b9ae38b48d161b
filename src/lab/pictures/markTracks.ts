import { endOfGroup, groupsOf, pickedGroup } from './groups.ts';
import { heightAt } from './mark.ts';
import type { Layer, Picture } from './picture.ts';

/** Marks that follow each other: those of one group, or of a layer whose marks belong to none. */
export interface Track {
  /** Place of the layer. */
  readonly layer: number;
  /** From this mark of the layer up to, not including, that one. */
  readonly from: number;
  readonly to: number;
  readonly isPicked: boolean;
}

/** The tracks of a picture, by layers and groups; those without a mark are left out. */
export function tracksOf({ layers }: Picture): Track[] {
  return layers.flatMap(tracksIn).filter(({ from, to }) => from < to);
}

function tracksIn(layer: Layer, place: number): Track[] {
  if (layer.kind === 'rule') return [];
  const count = layer.x.length;
  const groups = groupsOf(layer);
  // Where a group is a single mark, groups are no way to go along.
  if (!groups || groups.starts.length >= count)
    return [{ layer: place, from: 0, to: count, isPicked: false }];
  const picked = pickedGroup(groups);
  return Array.from({ length: groups.starts.length }, (_, n) => ({
    layer: place,
    from: groups.starts[n] ?? 0,
    to: endOfGroup(groups, n, count),
    isPicked: n === picked,
  }));
}

/** A track's marks by their x; those that are no number are left out. */
export function orderOf({ layers }: Picture, { layer: place, from, to }: Track): Uint32Array {
  const layer = layers[place];
  if (!layer || layer.kind === 'rule') return new Uint32Array();
  const { x } = layer;
  const marks = Uint32Array.from({ length: to - from }, (_, index) => from + index).filter(
    (mark) => !Number.isNaN((x[mark] ?? NaN) + heightAt(layer, mark)),
  );
  const at = (place: number): number => x[marks[place] ?? 0] ?? 0;
  // Most are in order as they are.
  const isSorted = marks.every((_, place) => place === 0 || at(place - 1) <= at(place));
  return isSorted ? marks : marks.sort((one, other) => (x[one] ?? 0) - (x[other] ?? 0));
}
