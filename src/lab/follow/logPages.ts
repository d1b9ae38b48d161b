import type { LogLine, Logs } from '../ports/logs.ts';

/** Some lines of a log stream, and the token behind them. */
export interface LogPage {
  readonly lines: readonly LogLine[];
  readonly token: string | undefined;
}

/**
 * What a log stream has from a token on, from its start without one. CloudWatch may answer without any line while there
 * are more: only the same token again is the end, for now.
 */
export async function* logPages(
  logs: Pick<Logs, 'lines'>,
  group: string,
  stream: string,
  from: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<LogPage> {
  for (let token = from; ;) {
    const { lines, token: next = token } = await logs.lines(group, stream, token, signal);
    yield { lines, token: next };
    if (next === token) return;
    token = next;
  }
}
