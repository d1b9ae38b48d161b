/** Time as live publishing keeps it; a test has its own. */
export interface LiveClock {
  /** Milliseconds from any start. */
  now(): number;
  /** Waits so many milliseconds; rejects when the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** What is late by less than this, in ms, is made up for: timers are not exact. More is not, so that nothing comes in a rush. */
const mayCatchUp = 100;

/** Says when the next cycle of the engines is due: so many a second, none while it is paused or held back. */
export class Pacer {
  readonly #clock: LiveClock;
  #rate: number;
  #paused = false;
  #holds = 0;
  #pauses = 0;
  #last = -Infinity;
  #wake = new AbortController();

  /** @param rate cycles a second; Infinity for as fast as possible. */
  constructor(clock: LiveClock, rate: number) {
    this.#clock = clock;
    this.#rate = rate;
  }

  get rate(): number {
    return this.#rate;
  }

  set rate(rate: number) {
    this.#rate = rate;
    this.#changed();
  }

  get paused(): boolean {
    return this.#paused;
  }

  set paused(paused: boolean) {
    if (paused && !this.#paused) this.#pauses += 1;
    this.#paused = paused;
    this.#changed();
  }

  /** How often it has been paused. */
  get pauses(): number {
    return this.#pauses;
  }

  /** Whether cycles are held back because records were refused. */
  get held(): boolean {
    return this.#holds > 0;
  }

  /** Holds cycles back while `wait` goes on. */
  async hold(wait: Promise<void>): Promise<void> {
    this.#holds += 1;
    try {
      await wait;
    } finally {
      this.#holds -= 1;
      this.#changed();
    }
  }

  /** Waits until the next cycle is due. Rejects with the signal's reason. */
  async next(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const wait = this.#paused || this.held ? Infinity : this.#last + 1000 / this.#rate - this.#clock.now();
      if (wait <= 0) break;
      await this.#waitOrChange(wait, signal);
    }
    const [due, now] = [this.#last + 1000 / this.#rate, this.#clock.now()];
    this.#last = now - due > mayCatchUp ? now : due;
  }

  async #waitOrChange(ms: number, signal: AbortSignal): Promise<void> {
    const woken = (this.#wake = new AbortController());
    const wake = (): void => woken.abort();
    signal.addEventListener('abort', wake, { once: true });
    try {
      await (ms === Infinity ? untilAborted(woken.signal) : this.#clock.sleep(ms, woken.signal));
    } catch (error) {
      if (!woken.signal.aborted) throw error;
    } finally {
      signal.removeEventListener('abort', wake);
    }
  }

  #changed(): void {
    this.#wake.abort();
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
