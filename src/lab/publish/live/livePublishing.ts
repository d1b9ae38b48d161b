import { setTimeout as sleep } from 'node:timers/promises';
import { lineHash } from '../../lines/lineHash.ts';
import type { OnProgress } from '../../progress.ts';
import { NotDone, type LabContext } from '../../stage.ts';
import { publish } from '../../stages/publish.ts';
import { deliveredObjects, type DeliveredObjects } from '../delivery.ts';
import type { Marker } from '../marker.ts';
import { publishMissing, type Round } from '../publishMissing.ts';
import { RecordBatcher, type RecordBatch } from '../recordBatcher.ts';
import { jitteredBackOff, sendBatches, type BackOff } from '../sendBatches.ts';
import { readFleetLines, type FleetCycle, type FleetLines } from './fleetLines.ts';
import { LiveHistory } from './liveHistory.ts';
import { overtaken, progressOf } from './liveProgress.ts';
import { isLive, readyState, type LivePhase, type LiveState } from './liveState.ts';
import { Pacer, type LiveClock } from './pacer.ts';

/** The state is noted, and told, this often, in ms. */
const noteEvery = 500;

/** The bucket is looked at every so many of AWS's seconds, and never more often than this, in ms. */
const lookSeconds = 5;
const leastLook = 1000;

const machineClock: LiveClock = {
  now: () => performance.now(),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
};

/**
 * Publishes as engines would that run: cycle by cycle, a line of each engine that has not failed yet. Its rate may be
 * changed, and it may be paused, while it runs; what was delivered already, by whatever way, is not sent again.
 */
export class LivePublishing {
  readonly #clock: LiveClock;
  readonly #backOff: BackOff;
  readonly #listeners = new Set<() => void>();
  #pacer: Pacer;
  #state = readyState;
  #history = new LiveHistory();
  #fleet: FleetLines | undefined;
  #began = 0;
  /** What lay in the bucket before, and what is to be sent. */
  #baseline: DeliveredObjects = { count: 0, bytes: 0 };
  #total = { lines: 0, bytes: 0 };

  constructor({
    clock = machineClock,
    backOff = jitteredBackOff,
  }: { clock?: LiveClock; backOff?: BackOff } = {}) {
    this.#clock = clock;
    this.#backOff = backOff;
    this.#pacer = new Pacer(clock, readyState.rate);
  }

  get state(): LiveState {
    return this.#state;
  }

  get history(): LiveHistory {
    return this.#history;
  }

  /** The engines, from the beginning of sending until `forget`, or the end if nobody listens by then. */
  get fleet(): FleetLines | undefined {
    return this.#fleet;
  }

  /** Calls the listener after each change, a few times a second at most; the answer ends that. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param rate cycles a second; Infinity for as fast as possible. */
  setRate(rate: number): void {
    if (rate === this.#state.rate) return;
    this.#pacer.rate = rate;
    this.#set({ rate });
  }

  /** Sends no further cycle until `resume`. */
  pause(): void {
    if (this.#state.phase !== 'running') return;
    this.#pacer.paused = true;
    this.#set({ phase: 'paused' });
  }

  resume(): void {
    if (this.#state.phase !== 'paused') return;
    this.#pacer.paused = false;
    this.#set({ phase: 'running' });
  }

  /** Lets the engines go, when nobody looks at them any more; a run keeps them. */
  forget(): void {
    if (!isLive(this.#state)) this.#fleet = undefined;
  }

  /**
   * Sends what is missing, from the lowest cycle on, waits for its delivery and holds it to the publish stage's check. The
   * signal stops it, and leaves what the publish stage, or another live run, completes.
   */
  async run(context: LabContext, onProgress: OnProgress, signal: AbortSignal): Promise<void> {
    if (isLive(this.#state)) throw new Error('A live run is under way already.');
    const { rate } = this.#state;
    this.#pacer = new Pacer(this.#clock, rate);
    this.#history = new LiveHistory();
    this.#fleet = undefined;
    this.#set({ ...readyState, rate, phase: 'preparing' });
    const over = new AbortController();
    const stopping = (): void => this.#set({ phase: 'stopping' });
    signal.addEventListener('abort', stopping, { once: true });
    try {
      await publishMissing(
        context,
        (round, told, ended) => this.#send(context, round, told, ended, over.signal),
        onProgress,
        signal,
      );
      onProgress({ kind: 'step', text: 'Checking the result' });
      const after = await publish.check(context, signal);
      if (!after.done) throw new NotDone(after.reason, after.fix);
      await this.#look(context);
      this.#end(this.#state.lines ? 'published' : 'nothingLeft');
    } catch (error) {
      this.#end(signal.aborted ? 'stopped' : 'failed');
      throw error;
    } finally {
      signal.removeEventListener('abort', stopping);
      over.abort();
      // Whoever looked at them may have gone while it went on.
      if (!this.#listeners.size) this.forget();
    }
  }

  /** One round of sending; `over` ends what goes on until all has arrived. */
  async #send(
    context: LabContext,
    round: Round,
    onProgress: OnProgress,
    signal: AbortSignal,
    over: AbortSignal,
  ): Promise<number> {
    const { account, data } = context;
    const { stream, published, delivered } = round;
    const isFirst = !this.#fleet;
    const fleet = (this.#fleet ??= await readFleetLines(data.train, signal));
    const cycles = fleet.cyclesToSend((file, line, start, end) =>
      published.take(file.name, lineHash(line, start, end)),
    );
    const left = fleet.totals(cycles);
    if (!left.lines) return 0;
    if (isFirst) {
      this.#baseline = delivered;
      this.#total = left;
      this.#began = this.#clock.now();
      this.#set({ stream, pace: account.pace, linesInAll: left.lines });
      void this.#note(onProgress, over);
      void this.#followArrivals(context, over);
    }
    // After an answer got lost, what has arrived tells what was sent.
    this.#set({
      phase: this.#pacer.paused ? 'paused' : 'running',
      lines: this.#total.lines - left.lines,
      bytes: this.#total.bytes - left.bytes,
    });
    try {
      await sendBatches(
        account.ports.streams,
        stream.name,
        (ended) => this.#batches(fleet, cycles, round.marker, ended),
        (records, bytes) => {
          const { state } = this;
          this.#state = { ...state, lines: state.lines + records, bytes: state.bytes + bytes };
        },
        signal,
        (attempt, ended) => this.#holdBack(attempt, ended),
      );
    } catch (error) {
      if (!signal.aborted) this.#set({ phase: 'finding' });
      throw error;
    }
    this.#set({ phase: 'delivering' });
    return left.bytes;
  }

  /** The cycles' records, each cycle's when it is due. */
  async *#batches(
    fleet: FleetLines,
    cycles: readonly FleetCycle[],
    marker: Marker,
    signal: AbortSignal,
  ): AsyncGenerator<RecordBatch> {
    // A pause that an earlier round began, and that goes on, counts here as well.
    let pauses = this.#pacer.paused ? undefined : this.#pacer.pauses;
    for (const { cycle, lines } of cycles) {
      await this.#pacer.next(signal);
      if (this.#pacer.pauses !== pauses && !(await marker.isThere(signal))) throw overtaken();
      pauses = this.#pacer.pauses;
      const batcher = new RecordBatcher();
      fleet.addTo(batcher, lines);
      yield* batcher.all();
      this.#state = { ...this.#state, cycle };
    }
  }

  /** Waits before refused records are sent again; no further cycle begins meanwhile. */
  async #holdBack(attempt: number, signal: AbortSignal): Promise<void> {
    this.#state = { ...this.#state, refusals: this.#state.refusals + 1 };
    await this.#pacer.hold(this.#backOff(attempt, signal));
  }

  /** Notes now and then what has been done, for pictures and progress. */
  async #note(onProgress: OnProgress, over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      this.#set({ held: this.#pacer.held });
      const text = progressOf(this.#state, this.#history.speed);
      if (text) onProgress(text);
      await this.#clock.sleep(noteEvery, over).catch(() => undefined);
    }
  }

  async #followArrivals(context: LabContext, over: AbortSignal): Promise<void> {
    const pause = Math.max(leastLook, lookSeconds * 1000 * context.account.pace);
    for (;;) {
      await this.#clock.sleep(pause, over).catch(() => undefined);
      if (over.aborted) return;
      // A look that fails is no failure of the run; the next one may go well.
      await this.#look(context, over).catch(() => undefined);
    }
  }

  /** Looks at what has arrived in S3. */
  async #look({ account }: LabContext, signal?: AbortSignal): Promise<void> {
    const { stream } = this.#state;
    if (!stream) return;
    const { count, bytes } = await deliveredObjects(account, stream, signal);
    if (signal?.aborted) return;
    this.#state = {
      ...this.#state,
      objects: count - this.#baseline.count,
      arrivedBytes: bytes - this.#baseline.bytes,
    };
  }

  #end(phase: LivePhase): void {
    this.#set({ phase, held: false });
  }

  /** Changes the state, notes it, and tells. */
  #set(change: Partial<LiveState>): void {
    const before = this.#state;
    this.#state = { ...before, ...change };
    const { cycle, lines, bytes, objects, arrivedBytes, stream } = this.#state;
    if (stream && isLive(before)) {
      const at = (this.#clock.now() - this.#began) / 1000;
      this.#history.add({ at, cycle, lines, bytes, objects, arrivedBytes });
    }
    for (const listener of this.#listeners) listener();
  }
}
