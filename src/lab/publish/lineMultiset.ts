/**
 * How often each line of each file is there, as eight bytes a line: the lines themselves are not kept. Fill it with
 * `add`, then `take` lines out of it.
 */
export interface LineMultiset {
  add(file: string, hash: number): void;
  /** Takes one line out; false when it is not there, or not so often. */
  take(file: string, hash: number): boolean;
  /** How many lines there are of a file, or altogether, taken ones included. */
  count(file?: string): number;
  /** How many lines nobody took, by file; files of which none is left are not named. */
  left(): Map<string, number>;
  /** Puts back what was taken. */
  putBack(): void;
}

/** An empty multiset. */
export function createLineMultiset(): LineMultiset {
  const files = new Map<string, FileHashes>();
  const all = (): FileHashes[] => [...files.values()];
  return {
    add: (file, hash) => {
      let hashes = files.get(file);
      if (!hashes) files.set(file, (hashes = new FileHashes()));
      hashes.add(hash);
    },
    take: (file, hash) => files.get(file)?.take(hash) ?? false,
    count: (file) =>
      file === undefined
        ? all().reduce((sum, { length }) => sum + length, 0)
        : (files.get(file)?.length ?? 0),
    left: () =>
      new Map(
        [...files]
          .map(([file, hashes]) => [file, hashes.length - hashes.takenCount] as const)
          .filter(([, count]) => count > 0),
      ),
    putBack: () => all().forEach((hashes) => hashes.putBack()),
  };
}

/** Hashes of one file's lines; sorted when the first one is taken, with a count of those taken beside each first of its kind. */
class FileHashes {
  length = 0;
  takenCount = 0;
  #values = new Float64Array(1024);
  #taken: Uint32Array | undefined;

  add(hash: number): void {
    if (this.length === this.#values.length) {
      const larger = new Float64Array(this.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length++] = hash;
    this.#taken = undefined;
  }

  take(hash: number): boolean {
    if (!this.#taken) {
      this.#values.subarray(0, this.length).sort();
      this.#taken = new Uint32Array(this.length);
    }
    const first = this.#firstOf(hash);
    const next = first + (this.#taken[first] ?? 0);
    if (next >= this.length || this.#values[next] !== hash) return false;
    this.#taken[first] = next - first + 1;
    this.takenCount += 1;
    return true;
  }

  putBack(): void {
    this.#taken?.fill(0);
    this.takenCount = 0;
  }

  /** Where the first of these hashes stands, or would stand. */
  #firstOf(hash: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#values[middle] ?? 0) < hash) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
