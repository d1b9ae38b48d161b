/** Numbers of a picture, one a mark. Typed arrays reach a page without being written out as text. */
export type Numbers = Float64Array | Float32Array | readonly number[];

/** One axis of a picture. */
export interface Axis {
  /** What is measured, with its unit: `Remaining useful life (cycles)`. */
  readonly label: string;
  /** Fixed ends; those of the data when left out. */
  readonly range?: readonly [number, number];
  /** Drawn from large to small: life that remains goes down as time goes on. */
  readonly reversed?: boolean;
  /** Words in place of numbers: the n-th stands at n, from 0. */
  readonly names?: readonly string[];
}

/** How strongly a layer is drawn. A faint one is background; a picked one stands out of everything. */
export type Weight = 'faint' | 'normal' | 'picked';

interface LayerOf<Kind extends string> {
  readonly kind: Kind;
  /** What the legend calls it; also the head of its column in the table. */
  readonly label: string;
  readonly weight?: Weight;
  /** Place in the palette, from 0; layers with the same one have the same colour. By order when left out. */
  readonly colour?: number;
}

/**
 * Marks that belong together, such as the rows of one engine. Group n reaches from mark `starts[n]` up to, not
 * including, `starts[n + 1]` (or the end).
 */
export interface Groups {
  /** What a group is, as the head of its column: `Engine`. */
  readonly label: string;
  readonly names: readonly string[];
  readonly starts: Numbers;
  /** The group that is picked, by its name; drawn in front, strongly. */
  readonly picked?: string | undefined;
}

/** Lines through marks in their order; with groups, a line a group. */
export interface Lines extends LayerOf<'lines'> {
  readonly x: Numbers;
  readonly y: Numbers;
  readonly groups?: Groups;
  readonly dashed?: boolean;
  /** As stairs: a value holds until the next. */
  readonly steps?: boolean;
}

/** One point a mark. */
export interface Points extends LayerOf<'points'> {
  readonly x: Numbers;
  readonly y: Numbers;
  readonly groups?: Groups;
}

/** One bar a mark, from 0 up to `y`, as wide as `width` around `x`. */
export interface Bars extends LayerOf<'bars'> {
  readonly x: Numbers;
  readonly y: Numbers;
  /** In units of the x axis. */
  readonly width: number;
}

/** The area between `low` and `high`. */
export interface Band extends LayerOf<'band'> {
  readonly x: Numbers;
  readonly low: Numbers;
  readonly high: Numbers;
}

/** An upright stroke a mark, from `low` to `high`: an uncertain value. */
export interface Intervals extends LayerOf<'intervals'> {
  readonly x: Numbers;
  readonly low: Numbers;
  readonly high: Numbers;
}

/** A straight line over the whole picture: at an x, at a y, or where x and y are equal. Not part of the data. */
export interface Rule extends LayerOf<'rule'> {
  readonly at: { readonly x: number } | { readonly y: number } | 'equal';
}

export type Layer = Lines | Points | Bars | Band | Intervals | Rule;

/** A picture: everything that is drawn, and nothing of how. Its table, CSV and SVG are made of it as well. */
export interface Picture {
  /** Unique in its view, and stable while it is redrawn: `lifetimes`. */
  readonly id: string;
  readonly title: string;
  /** What there is to see, in one or two sentences with the figures that this data really shows. */
  readonly sentence: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly layers: readonly Layer[];
  /** One of many alike, shown in a grid. */
  readonly small?: boolean;
}
