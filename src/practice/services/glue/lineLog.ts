import type { LogGroups } from '../logs/logGroups.ts';

/** Lines on their way to one log stream. */
export interface LineLog {
  add(line: string): void;
  /** Writes what is still waiting. */
  flush(): void;
}

const flushAfterMilliseconds = 200;
const flushAtLines = 500;

/** Gathers lines and writes them in batches, so that a chatty script does not cost one write a line. */
export function lineLog(logs: LogGroups, group: string, stream: string): LineLog {
  let waiting: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (!waiting.length) return;
    const lines = waiting;
    waiting = [];
    logs.write(group, stream, lines);
  };
  return {
    add: (line) => {
      waiting.push(line);
      if (waiting.length >= flushAtLines) flush();
      else timer ??= setTimeout(flush, flushAfterMilliseconds);
    },
    flush,
  };
}
