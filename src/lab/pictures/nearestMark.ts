import { heightAt, markOf, type Mark } from './mark.ts';
import type { Picture } from './picture.ts';

/** From a value to a pixel: `scale * value + offset`. */
export interface Mapping {
  readonly scale: number;
  readonly offset: number;
}

/** The mark nearest to a pixel, at most `reach` pixels away; of two as near, the one drawn later. */
export function nearestMark(
  picture: Picture,
  [across, up]: readonly [Mapping, Mapping],
  [left, top]: readonly [number, number],
  reach: number,
): Mark | undefined {
  let nearest = reach * reach;
  let found: Pick<Mark, 'layer' | 'index'> | undefined;
  for (const [number, layer] of picture.layers.entries()) {
    if (layer.kind === 'rule') continue;
    const { x } = layer;
    const half = layer.kind === 'bars' ? Math.abs(layer.width * across.scale) / 2 : 0;
    for (let index = 0; index < x.length; index += 1) {
      const dx = Math.max(0, Math.abs(across.scale * (x[index] ?? NaN) + across.offset - left) - half);
      const dy = up.scale * heightAt(layer, index) + up.offset - top;
      // A bar is its whole column.
      const distance = layer.kind === 'bars' ? dx * dx : dx * dx + dy * dy;
      if (distance <= nearest) {
        nearest = distance;
        found = { layer: number, index };
      }
    }
  }
  return found && markOf(picture, found.layer, found.index);
}
