import type { Groups, Layer } from './picture.ts';

/** Where group `n` ends: the first mark after it. `count` is the number of all marks. */
export function endOfGroup({ starts }: Groups, n: number, count: number): number {
  return n + 1 < starts.length ? (starts[n + 1] ?? count) : count;
}

/** The number of the group that a mark belongs to; -1 when it stands before the first one. */
export function groupAt({ starts }: Groups, mark: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= mark) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The groups of a layer that has any. */
export function groupsOf(layer: Layer): Groups | undefined {
  return layer.kind === 'lines' || layer.kind === 'points' ? layer.groups : undefined;
}

/** The number of the group that is picked; -1 when none is, or it has no marks here. */
export function pickedGroup({ names, picked }: Groups): number {
  return picked === undefined ? -1 : names.indexOf(picked);
}
