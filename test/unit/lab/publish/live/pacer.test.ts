import assert from 'node:assert/strict';
import { Pacer, type LiveClock } from '../../../../../src/lab/publish/live/pacer.ts';

/** A clock that stands still until it is moved. */
class StillClock implements LiveClock {
  #now = 0;
  readonly #sleeping = new Set<{ due: number; wake: () => void }>();

  now = (): number => this.#now;

  sleep = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const sleeper = { due: this.#now + ms, wake: resolve };
      this.#sleeping.add(sleeper);
      signal.addEventListener(
        'abort',
        () => {
          this.#sleeping.delete(sleeper);
          reject(new Error('woken'));
        },
        { once: true },
      );
    });

  async move(ms: number): Promise<void> {
    this.#now += ms;
    for (const sleeper of this.#sleeping) {
      if (sleeper.due > this.#now) continue;
      this.#sleeping.delete(sleeper);
      sleeper.wake();
    }
    await settled();
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the pacer of live publishing', () => {
  let clock: StillClock;
  let stop: AbortController;
  let count: number;
  const cycles = (): number => count;

  beforeEach(() => {
    clock = new StillClock();
    stop = new AbortController();
    count = 0;
  });
  afterEach(() => stop.abort(new Error('over')));

  /** Counts the cycles that come due; each is sent at once unless `sending` takes its time. */
  const start = async (
    rate: number,
    sending: () => Promise<void> = () => Promise.resolve(),
  ): Promise<Pacer> => {
    const pacer = new Pacer(clock, rate);
    const go = async (): Promise<void> => {
      for (;;) {
        await pacer.next(stop.signal);
        count += 1;
        await sending();
      }
    };
    void go().catch(() => undefined);
    await settled();
    return pacer;
  };
  const moveBy = async (ms: number, steps: number): Promise<void> => {
    for (let step = 0; step < steps; step++) await clock.move(ms);
  };

  it('has the first cycle due at once, and then so many a second', async () => {
    await start(2);
    assert.equal(cycles(), 1);
    await clock.move(499);
    assert.equal(cycles(), 1);
    await clock.move(1);
    assert.equal(cycles(), 2);
    await moveBy(500, 10);
    assert.equal(cycles(), 12);
  });

  it('makes up for timers that come a little late', async () => {
    await start(10);
    for (let index = 0; index < 100; index++) await clock.move(index % 2 ? 95 : 105);
    assert.ok(cycles() >= 99 && cycles() <= 101, `${cycles()} cycles in 10 s`);
  });

  it('takes a new rate at once, in the middle of a wait', async () => {
    const pacer = await start(1);
    await clock.move(100);
    pacer.rate = 10;
    await settled();
    assert.equal(cycles(), 2);
    await moveBy(100, 5);
    assert.equal(cycles(), 7);
  });

  it('has none due while it is paused, and goes on without a rush', async () => {
    const pacer = await start(10);
    pacer.paused = true;
    await moveBy(1000, 5);
    assert.equal(cycles(), 1);
    pacer.paused = false;
    await settled();
    assert.ok(cycles() <= 3, `${cycles()} at once`);
    const before = cycles();
    await moveBy(100, 10);
    assert.equal(cycles(), before + 10);
    assert.equal(pacer.pauses, 1);
  });

  it('has none due while refused records wait', async () => {
    const pacer = await start(Infinity, () => clock.sleep(10, new AbortController().signal));
    let done = (): void => undefined;
    const holding = pacer.hold(new Promise((resolve) => (done = resolve)));
    await moveBy(10, 20);
    assert.equal(cycles(), 1);
    assert.equal(pacer.held, true);
    done();
    await holding;
    await moveBy(10, 20);
    assert.ok(cycles() > 15, `${cycles()} cycles`);
  });

  it('ends a wait with the reason of the signal', async () => {
    const pacer = new Pacer(clock, 1);
    pacer.paused = true;
    const waiting = pacer.next(stop.signal);
    stop.abort(new Error('stopped'));
    await assert.rejects(waiting, /stopped/);
  });
});
