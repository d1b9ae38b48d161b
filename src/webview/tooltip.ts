import { element } from './element.ts';

/** Words beside the mark that the pointer is at, or that keys have gone to. */
export interface Tooltip {
  show(lines: readonly string[] | undefined, place: readonly [number, number]): void;
}

/** Makes a tooltip that stays within `parent`. */
export function createTooltip(parent: HTMLElement): Tooltip {
  const ring = element('div', { class: 'ring', 'aria-hidden': 'true' });
  const words = element('div', { class: 'tooltip', 'aria-hidden': 'true' });
  for (const each of [ring, words]) each.hidden = true;
  parent.append(ring, words);
  return {
    show: (lines, [left, top]) => {
      for (const each of [ring, words]) each.hidden = !lines;
      if (!lines) return;
      words.replaceChildren(...lines.map((line) => element('div', {}, line)));
      const { clientWidth: room } = parent;
      const fits = left + words.offsetWidth + 14 < room;
      const side = fits ? left + 12 : Math.max(0, left - words.offsetWidth - 12);
      ring.style.transform = `translate(${String(left)}px, ${String(top)}px)`;
      words.style.transform = `translate(${String(side)}px, ${String(Math.max(0, top - words.offsetHeight - 4))}px)`;
    },
  };
}
