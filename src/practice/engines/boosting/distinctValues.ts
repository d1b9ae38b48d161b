/** The values of a column that differ, ascending, how often each occurs, and which of them each row has. */
export interface DistinctValues {
  readonly values: Float32Array;
  readonly counts: Int32Array;
  /** The index in `values` for each row; behind the last for a missing value. Valid until the next column's. */
  readonly ranks: Int32Array;
}

/**
 * Makes a finder of distinct values for columns of that many rows. Measurements repeat, so a hash table of what was
 * seen makes one quick pass where sorting every row, then searching for its place, takes many.
 */
export function distinctFinder(rows: number): (column: Float32Array) => DistinctValues {
  // At most half full, so that chains stay short.
  const bits = Math.max(1, Math.ceil(Math.log2(2 * rows + 1)));
  const mask = 2 ** bits - 1;
  /** The index of the value seen, counted from 1; 0 is free. */
  const table = new Int32Array(mask + 1);
  const keys = new Uint32Array(rows);
  const counts = new Int32Array(rows + 1);
  const ranks = new Int32Array(rows);

  const slotOf = (key: number): number => {
    let slot = Math.imul(key, 0x9e3779b1) >>> (32 - bits);
    for (let index = table[slot]!; index !== 0 && keys[index - 1] !== key; index = table[slot]!)
      slot = (slot + 1) & mask;
    return slot;
  };

  return (column) => {
    const words = new Uint32Array(column.buffer, column.byteOffset, column.length);
    table.fill(0);
    counts.fill(0);
    let distinct = 0;
    for (let row = 0; row < rows; row += 1) {
      const value = column[row]!;
      if (Number.isNaN(value)) {
        ranks[row] = -1;
        continue;
      }
      // 0 and -0 are one value with two bit patterns.
      const key = value === 0 ? 0 : words[row]!;
      const slot = slotOf(key);
      let index = table[slot]!;
      if (index === 0) {
        keys[distinct] = key;
        index = distinct += 1;
        table[slot] = index;
      }
      counts[index] = counts[index]! + 1;
      ranks[row] = index - 1;
    }

    // A typed array sorts by number; the table then tells which value each was.
    const values = new Float32Array(keys.slice(0, distinct).buffer).sort();
    const sortedWords = new Uint32Array(values.buffer);
    const rankOf = new Int32Array(distinct);
    const sortedCounts = new Int32Array(distinct);
    for (let rank = 0; rank < distinct; rank += 1) {
      const index = table[slotOf(sortedWords[rank]!)]!;
      rankOf[index - 1] = rank;
      sortedCounts[rank] = counts[index]!;
    }
    for (let row = 0; row < rows; row += 1) {
      const index = ranks[row]!;
      ranks[row] = index < 0 ? distinct : rankOf[index]!;
    }
    return { values, counts: sortedCounts, ranks };
  };
}
