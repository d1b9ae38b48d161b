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
  /** What was asked for came to nothing: nothing goes on any more. */
  fail(words: string): void;
}

/**
 * The seconds that it takes stand apart from the line: a screen reader would read out each. Nothing is marked as busy,
 * for a screen reader says nothing of what changes within that, this line among it.
 */
export function createStatus(line: HTMLElement, elapsed: HTMLElement): Status {
  let words: PageWords | undefined;
  let since = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  let goesOn: string | undefined;
  /** Whether the line has a sentence beside what goes on. */
  let isSaid = false;
  const set = (text: string, failed = false): void => {
    line.classList.toggle('failed', failed);
    if (line.textContent !== text) line.textContent = text;
  };
  const tick = (): void => {
    if (isSaid) return;
    const seconds = Math.floor((Date.now() - since) / 1000);
    elapsed.textContent = seconds < 1 ? '' : (words?.seconds.replace('{0}', String(seconds)) ?? '');
  };
  const goOn = (text: string | undefined): void => {
    goesOn = text;
    isSaid = false;
    set(text ?? '');
    if (text === undefined) {
      clearInterval(timer);
      timer = undefined;
      elapsed.textContent = '';
    } else if (timer === undefined) {
      since = Date.now();
      timer = setInterval(tick, 500);
    }
  };
  return {
    words: (now) => (words = now),
    busy: () => goOn(words?.loading ?? ''),
    view: (busy) => {
      if (!isSaid || busy !== goesOn) goOn(busy);
    },
    say: (text, failed) => {
      isSaid = true;
      set(text, failed);
      // They are not of what was said.
      elapsed.textContent = '';
    },
    fail: (text) => {
      goOn(undefined);
      set(text, true);
    },
  };
}
