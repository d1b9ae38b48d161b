import type { Picture } from '../../src/lab/pictures/picture.ts';

/** A small picture: how many engines live for a cycle, and how many for two. A new object each time. */
export const livesPicture = (engines: readonly [number, number] = [3, 4]): Picture => ({
  id: 'lives',
  title: 'Lives',
  sentence: 'How long.',
  x: { label: 'Cycle' },
  y: { label: 'Engines' },
  layers: [{ kind: 'bars', label: 'Engines', x: [1, 2], y: engines, width: 1 }],
});
