import { readFileSync } from 'node:fs';

/** Follows the peak of resident memory of processes, by their ids. Only Linux tells it; elsewhere nothing is known. */
export class PeakMemory {
  readonly #peaks = new Map<number, number>();
  readonly #timer: NodeJS.Timeout;

  /** `processes` is asked again and again, because a process may start late. */
  constructor(processes: () => readonly (number | undefined)[]) {
    this.#timer = setInterval(() => {
      for (const pid of processes()) if (pid !== undefined) this.#look(pid);
    }, 100);
  }

  /** MiB; undefined where it is not known. */
  of(pid: number | undefined): number | undefined {
    const bytes = pid === undefined ? undefined : this.#peaks.get(pid);
    return bytes === undefined ? undefined : bytes / 1024 ** 2;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(pid: number): void {
    try {
      const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      if (peak) this.#peaks.set(pid, Number(peak) * 1024);
    } catch {
      // The process has ended, or this is no Linux.
    }
  }
}
