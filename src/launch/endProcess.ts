import { setTimeout as sleep } from 'node:timers/promises';

/** A process that was told to end is waited for this long, in ms, and then killed. */
const longestEnd = 700;

/** Ends a process that serves a practice account, and waits until it is gone. The id must be a lease's. */
export async function endProcess(pid: number): Promise<void> {
  const deadline = performance.now() + longestEnd;
  let signal: NodeJS.Signals = 'SIGTERM';
  try {
    for (;;) {
      process.kill(pid, signal);
      if (performance.now() > deadline) signal = 'SIGKILL';
      await sleep(20);
    }
  } catch {
    // It has ended: there is no such process any more.
  }
}
