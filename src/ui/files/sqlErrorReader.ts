import { Worker } from 'node:worker_threads';
import type { Disposable } from '../disposable.ts';

/** Something in a SQL text that Athena's parser would not take; offsets in UTF-16 units. */
export interface SqlErrorAt {
  readonly offset: number;
  readonly length: number;
  readonly message: string;
}

/** Reads SQL texts for errors, in a thread of its own: the parser takes 169 MB. */
export interface SqlErrorReader extends Disposable {
  /**
   * The errors of a text; undefined when a newer text of the same `key` took its place, or the thread broke down.
   */
  read(key: string, sql: string): Promise<readonly SqlErrorAt[] | undefined>;
}

/** A thread that nobody has asked for this long is ended, in ms: its memory is worth more than the second it starts in. */
const idle = 3 * 60_000;

interface Request {
  readonly key: string;
  readonly sql: string;
  answer(errors: readonly SqlErrorAt[] | undefined): void;
}

/**
 * A reader whose thread starts with the first text, and anew after it broke down.
 * @param program the thread's, answers `{ id, sql }` with `{ id, errors }`.
 * @param onBreakdown is told why the thread broke down.
 */
export function createSqlErrorReader(
  program: string,
  onBreakdown: (error: unknown) => void,
  idleAfter = idle,
): SqlErrorReader {
  const waiting = new Map<string, Request>();
  let asked: Request | undefined;
  let id = 0;
  let thread: Worker | undefined;
  let timer: NodeJS.Timeout | undefined;

  const end = (): void => {
    clearTimeout(timer);
    const ended = thread;
    thread = undefined;
    void ended?.terminate();
    asked?.answer(undefined);
    asked = undefined;
  };
  const start = (): Worker => {
    const started = new Worker(program, { env: {}, execArgv: [] });
    started.unref();
    const isCurrent = (): boolean => started === thread;
    started.on('message', (message: { readonly id: number; readonly errors: readonly SqlErrorAt[] }) => {
      if (!isCurrent() || message.id !== id) return;
      asked?.answer(message.errors);
      asked = undefined;
      next();
    });
    const onEnd = (why: unknown): void => {
      if (!isCurrent()) return;
      end();
      onBreakdown(why);
      next();
    };
    started.on('error', onEnd);
    started.on('exit', (code) => onEnd(new Error(`The thread that reads SQL ended with ${code}.`)));
    return started;
  };
  const next = (): void => {
    if (asked) return;
    clearTimeout(timer);
    const [first] = waiting.values();
    if (!first) {
      timer = setTimeout(end, idleAfter);
      timer.unref();
      return;
    }
    waiting.delete(first.key);
    asked = first;
    id += 1;
    thread ??= start();
    thread.postMessage({ id, sql: first.sql });
  };
  return {
    read: async (key, sql) =>
      new Promise((answer) => {
        waiting.get(key)?.answer(undefined);
        waiting.set(key, { key, sql, answer });
        next();
      }),
    dispose: () => {
      end();
      for (const request of waiting.values()) request.answer(undefined);
      waiting.clear();
    },
  };
}
