/** What had been sent, and had arrived, at one moment. */
export interface LiveSample {
  /** Seconds since sending began. */
  readonly at: number;
  readonly cycle: number;
  readonly lines: number;
  /** Sent, as records. */
  readonly bytes: number;
  /** In S3, of what this run has sent. */
  readonly arrivedBytes: number;
  readonly objects: number;
}

/** Samples kept, at most: as many as a picture has room for. */
const most = 480;

/** The speed is that of so many of the last samples. */
const recent = 5;

/** What a live run has done over time. It does not grow without end: the longer it is, the farther apart its samples. */
export class LiveHistory {
  #samples: LiveSample[] = [];
  #last: LiveSample[] = [];
  /** Of so many samples one is kept. */
  #every = 1;
  #added = 0;

  add(sample: LiveSample): void {
    this.#last = [...this.#last.slice(1 - recent), sample];
    if (this.#added++ % this.#every === 0) this.#samples.push(sample);
    if (this.#samples.length < most) return;
    this.#samples = this.#samples.filter((_, index) => index % 2 === 0);
    this.#every *= 2;
  }

  /** In the order of time; the latest is always among them. */
  get samples(): readonly LiveSample[] {
    const [kept, latest] = [this.#samples.at(-1), this.#last.at(-1)];
    return latest && latest !== kept ? [...this.#samples, latest] : this.#samples;
  }

  /** Lines a second, just now. */
  get speed(): number {
    const [first, last] = [this.#last[0], this.#last.at(-1)];
    return first && last && last.at > first.at ? (last.lines - first.lines) / (last.at - first.at) : 0;
  }
}
