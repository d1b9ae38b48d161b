import uPlot from 'uplot';
import { extentsOf, type Extents } from '../lab/pictures/extents.ts';
import type { Mark } from '../lab/pictures/mark.ts';
import { nearestMark, type Mapping } from '../lab/pictures/nearestMark.ts';
import type { Axis, Picture } from '../lab/pictures/picture.ts';
import { sameExtents } from '../lab/pictures/zoom.ts';
import { plotAxes } from './axes.ts';
import type { Colours } from './colours.ts';
import { drawLayers } from './drawLayers.ts';

/** What happens on a plot. */
export interface PlotEvents {
  /** The pointer is at a mark; undefined when at none, or when marks lie elsewhere than before. */
  pointed(mark: Mark | undefined): void;
  clicked(mark: Mark): void;
  zoomed(isZoomed: boolean): void;
}

/** A picture drawn on a canvas. */
export interface Plot {
  /** What is seen of the picture, and all of it. */
  readonly view: Extents;
  readonly all: Extents;
  setView(view: Extents): void;
  /** Where a mark lies, in CSS pixels of the plot's element. */
  placeOf(mark: Mark): readonly [number, number];
  /** Draws another picture in its place; one with the same axes keeps the zoom. */
  show(picture: Picture): void;
  resize(width: number, height: number): void;
  /** Draws again, in the theme's new colours. */
  redraw(): void;
  resetZoom(): void;
  dispose(): void;
}

/** How near to a mark the pointer has to be, in CSS pixels. */
const reach = 24;

/** Within so many ms a second click makes one a double click. */
const doubleClick = 300;

/** Draws a picture into `parent`. uPlot draws axes and minds pointer and scales; the layers are drawn over its grid. */
export function createPlot(
  parent: HTMLElement,
  first: Picture,
  size: { readonly width: number; readonly height: number },
  colours: () => Colours,
  events: PlotEvents,
): Plot {
  let picture = first;
  let home = extentsOf(first);
  let zoomed = false;
  let pressed: readonly [number, number] = [0, 0];
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let current = size;
  let plot = make();

  function make(): uPlot {
    const made = new uPlot(
      {
        ...current,
        series: [{}, { show: false, scale: 'y' }],
        scales: {
          x: {
            time: false,
            auto: false,
            dir: picture.x.reversed ? -1 : 1,
            range: (_, min, max) => [min, max],
          },
          y: {
            auto: false,
            dir: picture.y.reversed ? -1 : 1,
            range: (_, min: number | null, max: number | null) =>
              min === null || max === null ? [...home.y] : [min, max],
          },
        },
        axes: plotAxes(picture, colours),
        legend: { show: false },
        cursor: {
          x: false,
          y: false,
          points: { show: false },
          drag: { x: true, y: true, uni: 24, dist: 6, setScale: false },
          bind: {
            dblclick: () => () => {
              clearTimeout(waiting);
              resetZoom();
              return null;
            },
          },
        },
        hooks: { draw: [draw], setSelect: [zoom] },
      },
      // uPlot measures its x axis by data; the layers have theirs apart.
      [[...home.x], [null, null]],
      parent,
    );
    made.over.addEventListener('mousedown', ({ offsetX, offsetY }) => (pressed = [offsetX, offsetY]));
    made.over.addEventListener('mousemove', ({ offsetX, offsetY }) =>
      events.pointed(markAt(offsetX, offsetY)),
    );
    made.over.addEventListener('mouseleave', () => events.pointed(undefined));
    made.over.addEventListener('click', ({ offsetX, offsetY, detail }) => {
      if (detail > 1 || Math.hypot(offsetX - pressed[0], offsetY - pressed[1]) > 5) return;
      const mark = markAt(offsetX, offsetY);
      if (!mark) return;
      // Where a double click means something, the first of its clicks does not.
      if (zoomed) waiting = setTimeout(() => events.clicked(mark), doubleClick);
      else events.clicked(mark);
    });
    return made;
  }

  /** From values to pixels: of the canvas, or CSS pixels of the plotting area. */
  function mapping(key: 'x' | 'y', ofCanvas: boolean): Mapping {
    const { min = 0, max = 1 } = plot.scales[key] ?? {};
    const [from, to] = [plot.valToPos(min, key, ofCanvas), plot.valToPos(max, key, ofCanvas)];
    const scale = (to - from) / (max - min || 1);
    return { scale, offset: from - scale * min };
  }

  function draw(drawn: uPlot): void {
    plot = drawn;
    const { ctx: context, bbox: box } = drawn;
    const [x, y] = [mapping('x', true), mapping('y', true)];
    drawLayers(
      { context, x, y, box, ratio: devicePixelRatio * (picture.small ? 0.65 : 1), colours: colours() },
      picture,
    );
  }

  function markAt(left: number, top: number): Mark | undefined {
    return nearestMark(picture, [mapping('x', false), mapping('y', false)], [left, top], reach);
  }

  function setScales({ x, y }: Extents): void {
    plot.batch(() => {
      plot.setScale('x', { min: x[0], max: x[1] });
      plot.setScale('y', { min: y[0], max: y[1] });
    });
  }

  function zoom({ select: { left, top, width, height } }: uPlot): void {
    if (width < 1 && height < 1) return;
    const between = (key: 'x' | 'y', from: number, to: number): [number, number] => {
      const [one, other] = [plot.posToVal(from, key), plot.posToVal(to, key)];
      return one < other ? [one, other] : [other, one];
    };
    const [x, y] = [between('x', left, left + width), between('y', top, top + height)];
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    if (x[0] === x[1] || y[0] === y[1]) return;
    setView({ x, y });
  }

  function setView(view: Extents): void {
    setScales(view);
    setZoomed(!sameExtents(view, home));
  }

  function setZoomed(now: boolean): void {
    zoomed = now;
    events.zoomed(now);
    events.pointed(undefined);
  }

  function resetZoom(): void {
    setView(home);
  }

  function remake(): void {
    plot.destroy();
    plot = make();
    if (zoomed) setZoomed(false);
  }

  function endsOf(key: 'x' | 'y'): readonly [number, number] {
    const { min, max } = plot.scales[key] ?? {};
    return [min ?? home[key][0], max ?? home[key][1]];
  }

  return {
    get view() {
      return { x: endsOf('x'), y: endsOf('y') };
    },
    get all() {
      return home;
    },
    setView,
    placeOf: ({ x, y }) => [
      plot.valToPos(x, 'x') + plot.over.offsetLeft,
      plot.valToPos(y, 'y') + plot.over.offsetTop,
    ],
    show: (next) => {
      const sameAxes = sameAxis(picture.x, next.x) && sameAxis(picture.y, next.y);
      picture = next;
      home = extentsOf(next);
      if (!sameAxes) remake();
      else if (zoomed) plot.redraw(false);
      else setScales(home);
      events.pointed(undefined);
    },
    resize: (width, height) => {
      current = { width, height };
      plot.setSize(current);
      events.pointed(undefined);
    },
    redraw: () => plot.redraw(false),
    resetZoom,
    dispose: () => {
      clearTimeout(waiting);
      plot.destroy();
    },
  };
}

const sameAxis = (one: Axis, other: Axis): boolean =>
  one.label === other.label &&
  one.reversed === other.reversed &&
  (one.names === other.names || one.names?.join('\n') === other.names?.join('\n'));
