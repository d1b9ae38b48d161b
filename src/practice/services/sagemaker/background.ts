/** Why a piece of work was told to end. */
export type EndReason = 'stop' | 'close';

/** Work that goes on after its request was answered, each piece under a key. */
export class Background {
  readonly #running = new Map<string, { abort: AbortController; ended: Promise<void> }>();

  /** Starts work under a key that no running work has. Its signal's reason is an EndReason. */
  start(key: string, work: (signal: AbortSignal) => Promise<void>): void {
    const abort = new AbortController();
    const running = { abort, ended: Promise.resolve() };
    running.ended = work(abort.signal)
      .catch((error: unknown) => {
        if (abort.signal.aborted) return;
        process.stderr.write(
          `${key}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
        );
      })
      .finally(() => {
        // Work that just ended may have been followed by the next one under its key.
        if (this.#running.get(key) === running) this.#running.delete(key);
      });
    this.#running.set(key, running);
  }

  /** Tells the work under a key to end; false when none runs. */
  stop(key: string): boolean {
    const running = this.#running.get(key);
    running?.abort.abort('stop' satisfies EndReason);
    return running !== undefined;
  }

  /** Resolves when the work under a key has ended; at once when none runs. */
  async ended(key: string): Promise<void> {
    await this.#running.get(key)?.ended;
  }

  /** Ends all work and waits until it has ended. */
  async close(): Promise<void> {
    const running = [...this.#running.values()];
    for (const { abort } of running) abort.abort('close' satisfies EndReason);
    await Promise.all(running.map(({ ended }) => ended));
  }
}
