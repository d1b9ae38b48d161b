/** A source of random numbers that a seed decides: the same seed, the same numbers on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** `count` of the items, each as likely as any other, in the order they stand in. */
  sample(items: readonly number[], count: number): number[];
}

/** A counter in steps of the golden ratio, each value scrambled by two rounds of xor and multiply. */
export function createRandom(seed: number): Random {
  let counter = scramble(seed | 0) | 0;
  const next = (): number => {
    counter = (counter + 0x9e3779b9) | 0;
    return scramble(counter) / 4294967296;
  };
  const sample = (items: readonly number[], count: number): number[] => {
    let wanted = count;
    return items.filter((_, index) => {
      const chosen = next() * (items.length - index) < wanted;
      if (chosen) wanted -= 1;
      return chosen;
    });
  };
  return { next, sample };
}

function scramble(value: number): number {
  let bits = value ^ (value >>> 16);
  bits = Math.imul(bits, 0x21f0aaad);
  bits ^= bits >>> 15;
  bits = Math.imul(bits, 0x735a2d97);
  return (bits ^ (bits >>> 15)) >>> 0;
}
