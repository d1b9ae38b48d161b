import { groupsOf, pickedGroup } from './groups.ts';
import { looksOf, pickedLook, type LayerLook } from './layerLook.ts';
import type { Layer, Picture } from './picture.ts';

/** What a picture's legend says of one layer, or of the group that is picked in it. */
export interface LegendEntry {
  readonly label: string;
  readonly kind: Layer['kind'];
  readonly look: LayerLook;
}

/** The legend of a picture; layers of the same label and kind stand in it once. */
export function legendOf(picture: Picture): LegendEntry[] {
  const looks = looksOf(picture);
  const entries = new Map<string, LegendEntry>();
  const add = (entry: LegendEntry): void => {
    const key = `${entry.kind} ${entry.label}`;
    if (!entries.has(key)) entries.set(key, entry);
  };
  for (const [index, layer] of picture.layers.entries()) {
    const look = looks[index];
    if (!look) continue;
    add({ label: layer.label, kind: layer.kind, look });
    const groups = groupsOf(layer);
    if (groups && pickedGroup(groups) >= 0) {
      const label = `${groups.label} ${groups.picked ?? ''}`;
      add({ label, kind: layer.kind, look: { ...look, ...pickedLook, dash: [] } });
    }
  }
  return [...entries.values()];
}
