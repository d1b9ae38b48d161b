import type { Layer, Picture } from './picture.ts';

/** Shapes of points; layers differ by them as well as by colour. */
export const shapes = ['circle', 'square', 'diamond', 'triangle'] as const;
export type Shape = (typeof shapes)[number];

/** How many colours the palette has. */
export const paletteSize = 6;

/** How a layer is drawn, on the page and in a file alike. Lengths are pixels of the screen. */
export interface LayerLook {
  /** Place in the palette; undefined for a rule without a colour of its own, which has that of the text. */
  readonly colour: number | undefined;
  readonly shape: Shape;
  readonly lineWidth: number;
  readonly pointRadius: number;
  /** From 0 to 1: of lines and points, and of areas. */
  readonly opacity: number;
  readonly fillOpacity: number;
  readonly dash: readonly number[];
}

const byWeight = {
  faint: { lineWidth: 1, pointRadius: 1.5, opacity: 0.3, fillOpacity: 0.35 },
  normal: { lineWidth: 1.5, pointRadius: 3, opacity: 0.9, fillOpacity: 0.75 },
  picked: { lineWidth: 3, pointRadius: 5, opacity: 1, fillOpacity: 1 },
} as const;

/** The looks of a picture's layers, in their order. Those without a colour take the palette's, one after the other. */
export function looksOf({ layers }: Pick<Picture, 'layers'>): LayerLook[] {
  let next = 0;
  return layers.map((layer) => {
    const colour = layer.colour ?? (layer.kind === 'rule' ? undefined : next);
    if (layer.kind !== 'rule') next += 1;
    return {
      ...byWeight[layer.weight ?? 'normal'],
      ...(isCrowd(layer) ? { opacity: 0.14 } : {}),
      colour: colour === undefined ? undefined : colour % paletteSize,
      shape: shapes[(colour ?? 0) % shapes.length] ?? 'circle',
      dash: dashOf(layer),
    };
  });
}

/** How the picked group of a layer is drawn: strongly, in the colour of the text. */
export const pickedLook = {
  colour: undefined,
  lineWidth: 2.5,
  pointRadius: 4,
  opacity: 1,
} as const;

/** Faint lines so many that they would hide each other, and what is drawn over them. */
const isCrowd = (layer: Layer): boolean =>
  layer.kind === 'lines' && layer.weight === 'faint' && (layer.groups?.names.length ?? 0) > 20;

function dashOf(layer: Layer): readonly number[] {
  if (layer.kind === 'rule') return [6, 4];
  return layer.kind === 'lines' && layer.dashed ? [8, 4] : [];
}
