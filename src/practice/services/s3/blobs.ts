import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Something that sees every byte on its way to the disk, such as a hash. */
export interface Tap {
  update(chunk: Uint8Array): unknown;
}

/** Bodies up to this size are held in memory and written in one call: that is what makes small puts fast. */
const writtenAtOnce = 256 * 1024;
const keptEnding = /(?:\.(?:csv|json|snappy))?\.(?:gz|parquet|csv|json)$/i;

/** The objects' bytes: files under opaque names in one folder. A blob is written once and never changed. */
export class Blobs {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  path(blob: string): string {
    return path.join(this.folder, blob);
  }

  /** A new blob's name. It keeps the ending of the key that tells DuckDB compression and format. */
  newName(key: string): string {
    return randomUUID() + (keptEnding.exec(key)?.[0].toLowerCase() ?? '');
  }

  /** Writes a blob; the taps see its bytes in order. Returns its size; leaves nothing behind when the body breaks off. */
  async write(
    blob: string,
    body: Uint8Array | AsyncIterable<Uint8Array>,
    taps: readonly Tap[],
  ): Promise<number> {
    const file = this.path(blob);
    try {
      if (!(body instanceof Uint8Array)) return await writeStream(file, body, taps);
      taps.forEach((tap) => tap.update(body));
      if (body.length <= writtenAtOnce) writeFileSync(file, body, { mode: 0o600 });
      else await writeFile(file, body, { mode: 0o600 });
      return body.length;
    } catch (error) {
      this.remove(blob);
      throw error;
    }
  }

  /** Makes a file of the same disk a blob by moving it. */
  take(blob: string, file: string): void {
    renameSync(file, this.path(blob));
  }

  has(blob: string): boolean {
    return existsSync(this.path(blob));
  }

  /** Removes a blob. A reader that has it open reads on; where the system forbids that, it goes at the next start. */
  remove(blob: string): void {
    try {
      unlinkSync(this.path(blob));
    } catch {
      // It was never written; or another library holds it open, which Windows forbids to remove.
    }
  }

  /** Removes what a killed process wrote or let go of without recording it. */
  removeAllBut(live: ReadonlySet<string>): void {
    for (const blob of readdirSync(this.folder)) if (!live.has(blob)) this.remove(blob);
  }
}

async function writeStream(
  file: string,
  body: AsyncIterable<Uint8Array>,
  taps: readonly Tap[],
): Promise<number> {
  const waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let size = 0;
  let handle: Awaited<ReturnType<typeof open>> | undefined;
  try {
    for await (const chunk of body) {
      taps.forEach((tap) => tap.update(chunk));
      size += chunk.length;
      waiting.push(chunk);
      waitingBytes += chunk.length;
      if (waitingBytes <= writtenAtOnce) continue;
      handle ??= await open(file, 'w', 0o600);
      await handle.writeFile(Buffer.concat(waiting.splice(0)));
      waitingBytes = 0;
    }
    const rest = Buffer.concat(waiting);
    if (handle) await handle.writeFile(rest);
    else writeFileSync(file, rest, { mode: 0o600 });
  } finally {
    await handle?.close();
  }
  return size;
}
