import type { WriteStream } from 'node:tty';
import { stages } from '../../lab/stages.ts';
import type { StageId } from '../../lab/facts.ts';
import type { Progress } from '../../lab/progress.ts';
import { factsText } from '../../lab/report/factsText.ts';
import { duration, wholeNumber } from '../../lab/report/format.ts';
import { progressText } from '../../lab/report/progressText.ts';
import type { StageResult } from './results.ts';

/** Where the run is shown. */
export interface Screen {
  say(text: string): void;
  begin(id: StageId): void;
  progress(progress: Progress): void;
  end(result: StageResult): void;
}

/** How often the live line is drawn anew, in ms. */
const drawEvery = 100;

const titleWidth = Math.max(...Object.values(stages).map(({ title }) => title.length));

/** Shows the run: on a terminal with a live line of what goes on, else one plain line a stage. */
export function createScreen(out: NodeJS.WritableStream & Partial<WriteStream>): Screen {
  return out.isTTY ? liveScreen(out) : plainScreen(out);
}

function plainScreen(out: NodeJS.WritableStream): Screen {
  const say = (text: string): void => void out.write(`${text}\n`);
  return {
    say,
    begin: () => undefined,
    progress: (progress) => {
      if (progress.kind === 'log') say(`    ${progress.line}`);
    },
    end: (result) => say(resultLine(result)),
  };
}

function liveScreen(out: NodeJS.WritableStream & Partial<WriteStream>): Screen {
  let live = '';
  let began = 0;
  let title = '';
  let timer: NodeJS.Timeout | undefined;
  const clear = (): void => void out.write('\r\x1b[K');
  const draw = (): void => {
    out.write(
      `\r\x1b[K${liveLine(title, (performance.now() - began) / 1000, live, (out.columns ?? 80) - 1)}`,
    );
  };
  const say = (text: string): void => {
    clear();
    out.write(`${text}\n`);
  };
  return {
    say,
    begin: (id) => {
      ({ title } = stages[id]);
      live = '';
      began = performance.now();
      draw();
      timer = setInterval(draw, drawEvery);
    },
    progress: (progress) => {
      if (progress.kind === 'log') say(`    ${progress.line}`);
      else live = progressText(progress);
    },
    end: (result) => {
      clearInterval(timer);
      say(resultLine(result));
    },
  };
}

/** What goes on, in one line of at most so many characters: one that wraps could not be cleared. */
export function liveLine(title: string, seconds: number, text: string, width: number): string {
  const time = duration(seconds);
  const aligned = `… ${title.padEnd(titleWidth)}  ${time.padStart(8)}  ${text}`;
  if (aligned.length <= width) return aligned;
  // Where there is little room, counts tell more than columns that stand below each other.
  const close = `… ${title}  ${time}  ${text}`;
  return close.length <= width ? close : `${close.slice(0, Math.max(0, width - 1))}…`;
}

function resultLine({ id, outcome, seconds, failure = [], perSecond }: StageResult): string {
  const start = (mark: string): string =>
    `${mark} ${stages[id].title.padEnd(titleWidth)}  ${duration(seconds).padStart(8)}`;
  switch (outcome.kind) {
    case 'done': {
      const facts = factsText(id, outcome.facts as never);
      const speed = perSecond === undefined ? '' : `, ${wholeNumber(perSecond)} lines/s`;
      // A survey only looks: it is never done already.
      const before = outcome.ran || id === 'survey' ? '' : 'already done: ';
      return `${start('✓')}  ${before}${facts}${speed}`;
    }
    case 'cancelled':
      return `${start('–')}  cancelled`;
    case 'failed':
      return [`${start('✗')}  failed`, ...failure].join('\n  ');
  }
}
