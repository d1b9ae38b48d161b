import { createGunzip } from 'node:zlib';

/** The beginning of what was compressed. */
export interface Inflated {
  readonly bytes: Uint8Array;
  /** Whether `bytes` reach to the end of what was there to inflate. */
  readonly complete: boolean;
  /** Whether the data breaks off or does not fit its own check sum. */
  readonly damaged: boolean;
}

/**
 * Inflates gzip up to `limit` bytes, however much more there would be. Of a stream that breaks off (a part of an object)
 * it gives what can be had.
 */
export async function gunzipStart(compressed: Uint8Array, limit: number): Promise<Inflated> {
  const gunzip = createGunzip();
  const parts: Buffer[] = [];
  let length = 0;
  let damaged = false;
  gunzip.end(compressed);
  try {
    for await (const part of gunzip as AsyncIterable<Buffer>) {
      parts.push(part);
      length += part.length;
      if (length > limit) break;
    }
  } catch {
    damaged = true;
  }
  const bytes = Buffer.concat(parts);
  return { bytes: bytes.subarray(0, limit), complete: length <= limit, damaged };
}
