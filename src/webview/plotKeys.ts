import { createMarkWalk, isSeen, type MarkWalk, type Way } from '../lab/pictures/markWalk.ts';
import { markOf, markWords, type Mark } from '../lab/pictures/mark.ts';
import type { Picture } from '../lab/pictures/picture.ts';
import { panned, revealing, viewWords, zoomedBy } from '../lab/pictures/zoom.ts';
import type { Plot } from './plot.ts';

/** What the keys of a plot work on. */
export interface KeysHost {
  plot(): Plot | undefined;
  picture(): Picture;
  /** Shows a mark's words beside it; none when there is no mark. */
  point(mark: Mark | undefined): void;
  /** Says something to who does not see it. */
  say(words: string): void;
  pick(mark: Mark): void;
  /** A key was used that the plot knows. */
  used(): void;
}

/** The mark that the keys have gone to. */
export interface PlotKeys {
  /** Shows its words again, wherever it is by now; they go with the focus. */
  point(): void;
}

const ways: Readonly<Record<string, Way>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'trackBefore',
  ArrowDown: 'trackAfter',
  PageUp: 'farLeft',
  PageDown: 'farRight',
  Home: 'leftEnd',
  End: 'rightEnd',
};
/** Parts of what is seen, to the right and up. */
const pans: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-0.25, 0],
  ArrowRight: [0.25, 0],
  ArrowUp: [0, 0.25],
  ArrowDown: [0, -0.25],
};
// On many keyboards + is over =.
const zooms: Readonly<Record<string, number>> = { '+': 2, '=': 2, '-': 0.5, '−': 0.5 };

/** Has the keys do on a plot what a mouse does: read marks, pick, zoom, move. `place` is what has the focus. */
export function createPlotKeys(place: HTMLElement, host: KeysHost): PlotKeys {
  let walk: { readonly of: Picture; readonly marks: MarkWalk } | undefined;
  let mark: Mark | undefined;

  const marks = (picture: Picture): MarkWalk => {
    if (walk?.of !== picture) {
      walk = { of: picture, marks: createMarkWalk(picture) };
      // It stays where it is in a picture that has grown, or of which another group is picked.
      const there = mark && markOf(picture, mark.layer, mark.index);
      mark = there && there.group === mark?.group && !Number.isNaN(there.x + there.y) ? there : undefined;
    }
    return walk.marks;
  };
  const point = (): void => {
    const plot = host.plot();
    if (mark) marks(host.picture());
    const isShown = mark && plot && document.activeElement === place && isSeen(plot.view, mark);
    host.point(isShown ? mark : undefined);
  };
  const go = (plot: Plot, way: Way): void => {
    const picture = host.picture();
    const { from, start } = marks(picture);
    // A first key shows where it goes from.
    mark = mark && isSeen(plot.view, mark) ? from(mark, way) : start(plot.view);
    if (!mark) return;
    if (!isSeen(plot.view, mark)) plot.setView(revealing(plot.view, plot.all, [mark.x, mark.y]));
    point();
    host.say(markWords(picture, mark).join('. '));
  };
  const see = (plot: Plot, view: Plot['view']): void => {
    plot.setView(view);
    host.say(viewWords(host.picture(), plot.view));
  };
  const zoom = (plot: Plot, factor: number): void => {
    const { view } = plot;
    const middle = [(view.x[0] + view.x[1]) / 2, (view.y[0] + view.y[1]) / 2] as const;
    const at = mark && isSeen(view, mark) ? ([mark.x, mark.y] as const) : middle;
    see(plot, zoomedBy(view, plot.all, factor, at));
  };
  const reset = (plot: Plot): void => see(plot, plot.all);

  /** Whether the key does something here. */
  const press = (plot: Plot, { key, shiftKey }: KeyboardEvent): boolean => {
    const [way, pan, factor] = [ways[key], pans[key], zooms[key]];
    if (shiftKey && pan) see(plot, panned(plot.view, host.picture(), plot.all, pan));
    else if (way) go(plot, way);
    else if (factor) zoom(plot, factor);
    else if (key === '0') reset(plot);
    else if (key === 'Escape') {
      mark = undefined;
      reset(plot);
      point();
    } else if (key === 'Enter' && mark && isSeen(plot.view, mark)) host.pick(mark);
    else return false;
    return true;
  };
  place.addEventListener('keydown', (event) => {
    const plot = host.plot();
    if (!plot || event.ctrlKey || event.metaKey || event.altKey || !press(plot, event)) return;
    event.preventDefault();
    host.used();
  });
  place.addEventListener('focus', point);
  place.addEventListener('blur', point);
  return { point };
}
