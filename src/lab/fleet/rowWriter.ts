/** Collects the bytes of a text file of numbers, and grows as needed. */
export class RowWriter {
  #bytes = Buffer.allocUnsafe(1 << 20);
  #length = 0;

  /** Writes `units` of 10^-`decimals`, rounded to the nearest, and a space; a negative one that rounds to 0 as `-0`. */
  number(value: number, decimals: number): void {
    if (this.#length + 32 > this.#bytes.length) this.#grow();
    const scaled = Math.round(Math.abs(value) * (powers[decimals] ?? 1));
    if (value < 0) this.#byte(minus);
    const digits = Math.max(decimals + 1, digitsOf(scaled));
    let end = this.#length + digits + (decimals > 0 ? 1 : 0);
    const next = end;
    let rest = scaled;
    for (let place = 0; place < digits; place += 1) {
      if (place === decimals && decimals > 0) this.#bytes[--end] = point;
      const tenth = Math.floor(rest / 10);
      this.#bytes[--end] = zero + (rest - 10 * tenth);
      rest = tenth;
    }
    this.#length = next;
    this.#byte(space);
  }

  /** Ends a row: NASA's train and test rows end in two spaces, label rows in one. */
  endRow(spaces: 1 | 2): void {
    if (spaces === 2) this.#byte(space);
    this.#byte(lineFeed);
  }

  /** What has been written; valid until the next write. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  #byte(value: number): void {
    this.#bytes[this.#length++] = value;
  }

  #grow(): void {
    const larger = Buffer.allocUnsafe(this.#bytes.length * 2);
    this.#bytes.copy(larger);
    this.#bytes = larger;
  }
}

const [space, lineFeed, minus, point, zero] = [32, 10, 45, 46, 48];
const powers = [1, 10, 100, 1_000, 10_000];

function digitsOf(whole: number): number {
  let digits = 1;
  for (let limit = 10; whole >= limit; limit *= 10) digits += 1;
  return digits;
}
