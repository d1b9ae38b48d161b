import { groupAt, groupsOf } from './groups.ts';
import type { Layer, Picture } from './picture.ts';
import { exactNumber, valueText } from './valueText.ts';

/** A mark of a picture, by its layer's place and its own. */
export interface Mark {
  readonly layer: number;
  readonly index: number;
  /** Its group's name, where it has one. */
  readonly group: string | undefined;
  readonly x: number;
  /** Where the mark is pointed at: the middle of an interval. */
  readonly y: number;
}

/** Mark `index` of a picture's layer; undefined where the layer has no marks. */
export function markOf(picture: Picture, number: number, index: number): Mark | undefined {
  const layer = picture.layers[number];
  if (!layer || layer.kind === 'rule') return undefined;
  const groups = groupsOf(layer);
  return {
    layer: number,
    index,
    group: groups?.names[groupAt(groups, index)],
    x: layer.x[index] ?? NaN,
    y: heightAt(layer, index),
  };
}

/** Where a mark is pointed at: the middle of an interval; NaN where there is no number. */
export function heightAt(layer: Exclude<Layer, { kind: 'rule' }>, index: number): number {
  if (layer.kind === 'band' || layer.kind === 'intervals')
    return ((layer.low[index] ?? NaN) + (layer.high[index] ?? NaN)) / 2;
  return layer.y[index] ?? NaN;
}

/** What there is to say of a mark, line by line: its group, where it stands, its value. */
export function markWords({ x, y, layers }: Picture, { layer: number, index, group }: Mark): string[] {
  const layer = layers[number];
  if (!layer || layer.kind === 'rule') return [];
  const groups = groupsOf(layer);
  const at = (values: typeof layer.x, axis: typeof x): string => {
    const value = exactNumber(values, index);
    return value === undefined ? '–' : valueText(value, axis);
  };
  const value =
    layer.kind === 'band' || layer.kind === 'intervals'
      ? `${at(layer.low, y)} – ${at(layer.high, y)}`
      : at(layer.y, y);
  const first = groups && group !== undefined ? [`${groups.label} ${group}`] : [];
  return [...first, `${x.label}: ${at(layer.x, x)}`, `${layer.label}: ${value}`];
}
