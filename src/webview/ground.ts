import type { Mapping } from '../lab/pictures/nearestMark.ts';
import type { Colours } from './colours.ts';

/** Where layers are drawn: a canvas, and how values lie on it, in its own pixels. */
export interface Ground {
  readonly context: CanvasRenderingContext2D;
  readonly x: Mapping;
  readonly y: Mapping;
  readonly box: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
  /** The canvas's pixels to one of a look: fewer in a small picture, whose marks are finer. */
  readonly ratio: number;
  readonly colours: Colours;
}
