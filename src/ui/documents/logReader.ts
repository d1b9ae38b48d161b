import type { LabAccount } from '../../lab/account.ts';
import { logPages } from '../../lab/follow/logPages.ts';
import { isOver, jobRunState, type RunState } from '../../lab/runState.ts';
import type { LogPlace } from './logPlace.ts';

/** So many lines are kept; of a longer log the last ones. */
const longest = 20_000;

/** What has been read of a log. */
export interface ReadLog {
  /** Each with its time. */
  readonly lines: readonly string[];
  /** How many came before those. */
  readonly leftOut: number;
  /** AWS's state of the run that writes it. */
  readonly state: string;
  /** There may be more. */
  readonly goesOn: boolean;
}

/** Reads a log on from where the last call ended. Throws what the service said. */
export function createLogReader(
  { ports }: Pick<LabAccount, 'ports'>,
  { group, stream, run }: LogPlace,
): (signal: AbortSignal) => Promise<ReadLog> {
  let token: string | undefined;
  let lines: string[] = [];
  let leftOut = 0;
  const readOn = async (signal: AbortSignal): Promise<void> => {
    for await (const page of logPages(ports.logs, group, stream, token, signal)) {
      token = page.token;
      for (const { time, message } of page.lines) {
        for (const line of message.trimEnd().split('\n')) lines.push(`${clock(time)}  ${line.trimEnd()}`);
      }
      leftOut += Math.max(0, lines.length - longest);
      lines = lines.slice(-longest);
    }
  };
  return async (signal) => {
    // Asked first: what a run wrote before it was over is in the log by then.
    const state = run && (await ports.jobs.run(run.job, run.id, signal)).state;
    await readOn(signal);
    const goesOn = state !== undefined && !isOver(jobRunState[state] satisfies RunState);
    return { lines, leftOut, state: state ?? '', goesOn };
  };
}

/** The time of day where this program runs, to the millisecond. */
function clock(time: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const whole = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':');
  return `${whole}.${String(time.getMilliseconds()).padStart(3, '0')}`;
}
