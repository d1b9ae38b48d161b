/** Hashes are below this, so that two of them still add up exactly. */
export const hashLimit = 2 ** 52;

/**
 * A 52-bit hash of the bytes from `start` to, not with, `end`: two different lines of a data set share one with a
 * chance of about 1 in 10^15. Two multiplicative streams, mixed at the end (after Bryc's cyrb53, public domain).
 */
export function lineHash(bytes: Uint8Array, start: number, end: number): number {
  let high = 0xdeadbeef ^ (end - start);
  let low = 0x41c6ce57;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    high = Math.imul(high ^ byte, 0x9e3779b1);
    low = Math.imul(low ^ byte, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return (high >>> 0) * 2 ** 20 + (low >>> 12);
}
