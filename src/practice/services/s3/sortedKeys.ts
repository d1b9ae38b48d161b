const largestBlock = 512;

/**
 * A set of keys in the order of their UTF-8 bytes, which is S3's. It is kept in blocks, so that adding, removing and
 * finding a place take O(log n), also with hundreds of thousands of keys.
 */
export class SortedKeys {
  /** Each block is sorted and none is empty. Keys are held in the form that `byteOrdered` gives them. */
  readonly #blocks: string[][] = [];

  add(key: string): void {
    const ordered = byteOrdered(key);
    const at = Math.max(this.#blockOf(ordered), 0);
    const block = this.#blocks[at];
    if (!block) {
      this.#blocks.push([ordered]);
      return;
    }
    const place = firstNotBelow(block, ordered);
    if (block[place] === ordered) return;
    block.splice(place, 0, ordered);
    if (block.length > largestBlock) this.#blocks.splice(at + 1, 0, block.splice(largestBlock / 2));
  }

  delete(key: string): void {
    const ordered = byteOrdered(key);
    const at = this.#blockOf(ordered);
    const block = this.#blocks[at];
    if (!block) return;
    const place = firstNotBelow(block, ordered);
    if (block[place] !== ordered) return;
    block.splice(place, 1);
    if (block.length === 0) this.#blocks.splice(at, 1);
  }

  get isEmpty(): boolean {
    return this.#blocks.length === 0;
  }

  /** Keys that begin with `prefix`, in order; none before `from`. The set must not change while they are read. */
  *startingWith(prefix: string, from = ''): Generator<string> {
    const wanted = byteOrdered(prefix);
    let start = byteOrdered(from);
    if (start < wanted) start = wanted;
    let at = Math.max(this.#blockOf(start), 0);
    let place = firstNotBelow(this.#blocks[at] ?? [], start);
    for (; at < this.#blocks.length; at += 1, place = 0) {
      const block = this.#blocks[at] ?? [];
      for (; place < block.length; place += 1) {
        const key = block[place] ?? '';
        if (!key.startsWith(wanted)) return;
        yield Buffer.from(key, 'latin1').toString('utf8');
      }
    }
  }

  /** Index of the last block that begins at or before `ordered`; -1 when all begin behind it. */
  #blockOf(ordered: string): number {
    let low = 0;
    let high = this.#blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#blocks[middle]?.[0] ?? '') <= ordered) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

/** One character for each UTF-8 byte: such strings compare, and begin with each other, as the bytes do. */
function byteOrdered(key: string): string {
  return Buffer.from(key, 'utf8').toString('latin1');
}

/** Index of the first key of a sorted block that is not below `ordered`. */
function firstNotBelow(block: readonly string[], ordered: string): number {
  let low = 0;
  let high = block.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((block[middle] ?? '') < ordered) low = middle + 1;
    else high = middle;
  }
  return low;
}
