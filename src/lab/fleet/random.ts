/** Random numbers that are the same for a seed, on every machine. */
export interface Random {
  /** Above or at 0, below 1. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** The numbers from 0 to `count` - 1 in random order. */
  permutation(count: number): number[];
}

/**
 * Random numbers for a text as seed: Doty-Humphrey's sfc32 (public domain, passes PractRand), seeded through FNV-1a;
 * normals by Marsaglia's polar method, which needs no function whose last bit differs between JavaScript engines.
 */
export function createRandom(seed: string): Random {
  let a = hash(seed, 0);
  let b = hash(seed, 1);
  let c = hash(seed, 2);
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round += 1) next();

  const uniform = (): number => next() / 2 ** 32;
  let spare = NaN;
  const normal = (): number => {
    if (!Number.isNaN(spare)) {
      const value = spare;
      spare = NaN;
      return value;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * scale;
      return x * scale;
    }
  };
  const permutation = (count: number): number[] => {
    const order = Array.from({ length: count }, (_, index) => index);
    for (let last = count - 1; last > 0; last -= 1) {
      const other = Math.floor(uniform() * (last + 1));
      const swapped = order[last] ?? 0;
      order[last] = order[other] ?? 0;
      order[other] = swapped;
    }
    return order;
  };
  return { uniform, normal, permutation };
}

function hash(text: string, salt: number): number {
  let value = 0x811c9dc5 ^ salt;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value | 0;
}
