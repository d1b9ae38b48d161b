import type { Chosen, PictureSource, PictureView } from './pictureView.ts';

/** One call that shows a source's view. */
export interface Showing {
  readonly chosen: Chosen;
  /** Shows nothing any more once the signal is aborted. */
  readonly shown: (view: PictureView) => void;
  readonly signal: AbortSignal;
}

/** The showings of a source, one at a time: the next one, and the source's end, end the one before. */
export interface Showings {
  readonly show: PictureSource['show'];
  /** Shows anew what was asked for last, unless whoever asked has ended that. */
  again(): Promise<void>;
  dispose(): void;
}

/** Makes the showings of a source of what shows one. One that gave way to another has no failure to tell of. */
export function createShowings(fill: (showing: Showing) => Promise<void>): Showings {
  let asked: Showing | undefined;
  let current: AbortController | undefined;
  let newest: Promise<void> = Promise.resolve();

  const begin = async (wanted: Showing): Promise<void> => {
    current?.abort();
    const own = (current = new AbortController());
    asked = wanted;
    const signal = AbortSignal.any([wanted.signal, own.signal]);
    const shown = (view: PictureView): void => {
      if (!signal.aborted) wanted.shown(view);
    };
    try {
      await fill({ chosen: wanted.chosen, shown, signal });
    } catch (error) {
      if (wanted.signal.aborted || !own.signal.aborted) throw error;
    }
    // Whoever waits for what is shown anew meanwhile waits for that.
    if (current !== own && !wanted.signal.aborted) await newest.catch(() => undefined);
  };
  const start = (wanted: Showing): Promise<void> => (newest = begin(wanted));

  return {
    show: (chosen, shown, signal) => start({ chosen, shown, signal }),
    again: async () => {
      if (asked && !asked.signal.aborted) await start(asked);
    },
    dispose: () => current?.abort(),
  };
}
