import { randomUUID } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  openSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import type { Clock } from '../../clock.ts';
import type { Store, Table } from '../../store/store.ts';
import type { Objects } from '../s3/objects.ts';
import { versionOf, type Delivery, type DeliveryStream } from './deliveryStream.ts';
import { objectKey } from './objectKey.ts';

/** What is recorded of a buffer, under its id: the id names its file, and ends the key of the object it becomes. */
interface Buffered extends Partial<Omit<Delivery, 'stream'>> {
  readonly stream: string;
  /** Arrival of its first record, epoch milliseconds. */
  readonly oldest: number;
  /** How many of the file's bytes are acknowledged; what a killed process wrote behind them is none of its records. */
  readonly bytes: number;
}

interface OpenBuffer {
  readonly id: string;
  readonly handle: number;
  readonly due: NodeJS.Timeout;
}

/** However fast the clock is paced, records of one burst come into one object. */
const shortestIntervalMs = 250;
const retryMs = 1000;

/**
 * Records on their way into S3. Each stream has at most one open buffer, a file that records are appended to; filled or
 * due, it is delivered as one object. A record is on disk before it is acknowledged and, over any kill, in one object only:
 * the object's key is known from the start, and a buffer that is found again where its object is there is forgotten.
 */
export class Deliveries {
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #objects: Objects;
  readonly #streams: Table<DeliveryStream>;
  readonly #buffers: Table<Buffered>;
  readonly #open = new Map<string, OpenBuffer>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #closing = new AbortController();

  constructor(account: { store: Store; clock: Clock; objects: Objects; streams: Table<DeliveryStream> }) {
    this.#folder = account.store.subfolder('firehose');
    this.#clock = account.clock;
    this.#objects = account.objects;
    this.#streams = account.streams;
    this.#buffers = account.store.table('deliveryBuffers');
    this.#recover();
  }

  /** Takes records, in order, into a stream's buffer; they are on disk when it returns. */
  append(stream: DeliveryStream, records: readonly Uint8Array[]): void {
    const open = this.#open.get(stream.name) ?? this.#begin(stream);
    const before = this.#buffers.get(open.id) ?? {
      stream: stream.name,
      version: versionOf(stream),
      destination: stream.destination,
      oldest: this.#clock.now().getTime(),
      bytes: 0,
    };
    const bytes = Buffer.concat(records);
    try {
      for (let written = 0; written < bytes.length;) written += writeSync(open.handle, bytes, written);
      this.#buffers.set(open.id, { ...before, bytes: before.bytes + bytes.length });
    } catch (error) {
      truncateSync(this.#file(open.id), before.bytes);
      throw error;
    }
    if (before.bytes + bytes.length >= stream.destination.sizeMiB * 1024 * 1024) this.seal(stream.name);
  }

  /** Ends a stream's open buffer and starts its delivery. */
  seal(stream: string): void {
    const open = this.#open.get(stream);
    if (!open) return;
    this.#open.delete(stream);
    clearTimeout(open.due);
    closeSync(open.handle);
    this.#start(open.id);
  }

  /** Delivers what a stream has, now. */
  async flush(stream: string): Promise<void> {
    this.seal(stream);
    const ids = this.#buffers.keys().filter((id) => this.#buffers.get(id)?.stream === stream);
    await Promise.all(ids.flatMap((id) => this.#running.get(id) ?? []));
  }

  /** Ends deliveries under way; open buffers stay for the next start. */
  async close(): Promise<void> {
    this.#closing.abort();
    for (const { handle, due } of this.#open.values()) {
      clearTimeout(due);
      closeSync(handle);
    }
    this.#open.clear();
    await Promise.all(this.#running.values());
  }

  #begin(stream: DeliveryStream): OpenBuffer {
    const id = randomUUID();
    const wait = Math.max(stream.destination.intervalSeconds * 1000 * this.#clock.pace, shortestIntervalMs);
    const open = {
      id,
      handle: openSync(this.#file(id), 'a', 0o600),
      due: setTimeout(() => this.seal(stream.name), wait),
    };
    this.#open.set(stream.name, open);
    return open;
  }

  #start(id: string): void {
    this.#running.set(
      id,
      this.#deliver(id).finally(() => this.#running.delete(id)),
    );
  }

  /** Delivers a buffer, trying again for as long as its stream is to stay: its bucket may come back. */
  async #deliver(id: string): Promise<void> {
    while (!this.#closing.signal.aborted) {
      const buffered = this.#buffers.get(id);
      const stream = buffered && this.#streams.get(buffered.stream);
      if (!stream || buffered.bytes === 0) {
        this.#forget(id);
        return;
      }
      try {
        await this.#write(deliveryOf(buffered, stream), id, buffered.oldest);
        this.#forget(id);
        return;
      } catch {
        if (this.#streams.get(stream.name)?.status === 'DELETING') {
          this.#forget(id);
          return;
        }
        await sleep(retryMs, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      }
    }
  }

  async #write(delivery: Delivery, id: string, oldest: number): Promise<void> {
    const { bucket, compression } = delivery.destination;
    const key = objectKey(delivery, oldest, id);
    if (this.#objects.head(bucket, key)) return;
    const file = this.#file(id);
    if (compression === 'UNCOMPRESSED') {
      await this.#objects.adopt(bucket, key, file);
      return;
    }
    const zipped = `${file}.gz`;
    await pipeline(createReadStream(file), createGzip(), createWriteStream(zipped, { mode: 0o600 }));
    await this.#objects.adopt(bucket, key, zipped);
  }

  #forget(id: string): void {
    this.#buffers.delete(id);
    rmSync(this.#file(id), { force: true });
  }

  /** Delivers what the last process left, each buffer up to its last acknowledged byte. */
  #recover(): void {
    for (const name of readdirSync(this.#folder)) {
      if (!this.#buffers.has(name)) rmSync(path.join(this.#folder, name), { force: true });
    }
    for (const id of this.#buffers.keys()) {
      // Without its file it is delivered already, by moving the file.
      if (existsSync(this.#file(id))) {
        truncateSync(this.#file(id), this.#buffers.get(id)?.bytes ?? 0);
        this.#start(id);
      } else {
        this.#buffers.delete(id);
      }
    }
  }

  #file(id: string): string {
    return path.join(this.#folder, id);
  }
}

/** Where a buffer goes: a stream that was changed since has the next one go elsewhere. */
function deliveryOf({ version, destination }: Buffered, stream: DeliveryStream): Delivery {
  return {
    stream: stream.name,
    version: version ?? versionOf(stream),
    destination: destination ?? stream.destination,
  };
}
