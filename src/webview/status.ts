import type { PageWords } from '../lab/pictures/pageMessages.ts';

/** What goes on, in the page's status line. */
export interface Status {
  words(words: PageWords): void;
  /** Something was asked for. */
  busy(): void;
  /** A view came, with what its source goes on to do. */
  view(busy: string | undefined): void;
  /** A sentence that stands until something else goes on. */
  say(words: string, failed: boolean): void;
}

/**
 * The seconds that it takes stand apart from the line: a screen reader would read out each. Nothing is marked as busy,
 * for a screen reader says nothing of what changes within that, this line among it.
 */
export function createStatus(line: HTMLElement, elapsed: HTMLElement): Status {
  let words: PageWords | undefined;
  let since = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const set = (text: string): void => {
    if (line.textContent !== text) line.textContent = text;
  };
  const tick = (): void => {
    const seconds = Math.floor((Date.now() - since) / 1000);
    elapsed.textContent = seconds < 1 ? '' : (words?.seconds.replace('{0}', String(seconds)) ?? '');
  };
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
    elapsed.textContent = '';
  };
  const start = (text: string): void => {
    line.classList.remove('failed');
    set(text);
    if (timer !== undefined) return;
    since = Date.now();
    timer = setInterval(tick, 500);
  };
  return {
    words: (now) => (words = now),
    busy: () => start(words?.loading ?? ''),
    view: (busy) => {
      if (busy !== undefined) {
        start(busy);
        return;
      }
      stop();
      line.classList.remove('failed');
      set('');
    },
    say: (text, failed) => {
      if (failed) stop();
      line.classList.toggle('failed', failed);
      set(text);
    },
  };
}
