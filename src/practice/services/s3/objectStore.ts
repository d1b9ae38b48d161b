import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { AwsError } from '../../awsError.ts';
import type { Store, Table } from '../../store/store.ts';
import { Blobs } from './blobs.ts';
import type { BucketSettings } from './bucketSettings.ts';
import { defaultContentType, type ObjectDetails } from './objectDetails.ts';
import type { Objects, StoredObject } from './objects.ts';
import { SortedKeys } from './sortedKeys.ts';
import { Uploads } from './uploads.ts';

/** All the account knows of an object. */
export interface DetailedObject extends StoredObject {
  readonly details: ObjectDetails;
}

/** What is recorded of an object, under `bucket/key`. */
interface Entry {
  readonly blob: string;
  readonly size: number;
  readonly etag: string;
  readonly lastModified: number;
  readonly details: ObjectDetails;
  /** Where an adopted file came from, inside the store: its move may be what a killed process had still to do. */
  readonly movedFrom?: string;
}

/** Buckets and objects: an index of keys in the journal, the bytes in blobs. */
export class ObjectStore implements Objects {
  readonly folder: string;
  readonly blobs: Blobs;
  /** Multipart uploads to the buckets. */
  readonly uploads: Uploads;
  readonly #root: string;
  readonly #buckets: Table<{ readonly created: number; readonly settings?: BucketSettings }>;
  readonly #entries: Table<Entry>;
  readonly #keys = new Map<string, SortedKeys>();

  constructor(store: Store) {
    this.#root = store.folder;
    this.folder = store.subfolder('objects');
    this.blobs = new Blobs(this.folder);
    this.uploads = new Uploads(store);
    this.#buckets = store.table('buckets');
    this.#entries = store.table('objects');
    for (const name of this.#buckets.keys()) this.#keys.set(name, new SortedKeys());
    const live = new Set<string>();
    for (const id of this.#entries.keys()) {
      const slash = id.indexOf('/');
      this.#keys.get(id.slice(0, slash))?.add(id.slice(slash + 1));
      live.add(this.#finishMove(id));
    }
    this.blobs.removeAllBut(live);
  }

  buckets(): { name: string; created: number }[] {
    return this.#buckets
      .keys()
      .sort()
      .map((name) => ({ name, created: this.#buckets.get(name)?.created ?? 0 }));
  }

  /** Makes a bucket; one that is there stays as it is. */
  createBucket(name: string, settings: BucketSettings = {}): void {
    if (this.#keys.has(name)) return;
    this.#buckets.set(name, { created: Date.now(), settings });
    this.#keys.set(name, new SortedKeys());
  }

  bucketExists(name: string): boolean {
    return this.#keys.has(name);
  }

  /** Throws NoSuchBucket and BucketNotEmpty. */
  deleteBucket(name: string): void {
    if (!this.keys(name).isEmpty) {
      throw new AwsError('BucketNotEmpty', 'The bucket you tried to delete is not empty', {
        status: 409,
        members: { BucketName: name },
      });
    }
    this.#buckets.delete(name);
    this.#keys.delete(name);
    // Uploads that were begun there must not go on in a later bucket of the name.
    for (const upload of this.uploads.list(name)) this.uploads.delete(upload);
  }

  /** What was set on a bucket. Throws NoSuchBucket. */
  settings(bucket: string): BucketSettings {
    this.keys(bucket);
    return this.#buckets.get(bucket)?.settings ?? {};
  }

  /** Changes some settings of a bucket; undefined makes one what it is on a new bucket. Throws NoSuchBucket. */
  changeSettings(bucket: string, change: BucketSettings): void {
    const settings = { ...this.settings(bucket), ...change };
    this.#buckets.set(bucket, { created: 0, ...this.#buckets.get(bucket), settings });
  }

  /** The keys of a bucket. Throws NoSuchBucket. */
  keys(bucket: string): SortedKeys {
    const keys = this.#keys.get(bucket);
    if (keys) return keys;
    throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', {
      status: 404,
      members: { BucketName: bucket },
    });
  }

  head(bucket: string, key: string): DetailedObject | undefined {
    const entry = this.#entries.get(`${bucket}/${key}`);
    if (!entry) return undefined;
    const { size, etag, lastModified, details } = entry;
    return { bucket, key, size, etag, lastModified, details, path: this.blobs.path(entry.blob) };
  }

  list(bucket: string, prefix = ''): StoredObject[] {
    return [...this.keys(bucket).startingWith(prefix)].flatMap((key) => this.head(bucket, key) ?? []);
  }

  read(object: StoredObject): Promise<Buffer> {
    return readFile(object.path);
  }

  async put(
    bucket: string,
    key: string,
    body: Uint8Array | string | Readable,
    contentType = defaultContentType,
  ): Promise<DetailedObject> {
    this.keys(bucket);
    const blob = this.blobs.newName(key);
    const md5 = createHash('md5');
    const bytes = typeof body === 'string' ? Buffer.from(body) : (body as Uint8Array | AsyncIterable<Buffer>);
    const size = await this.blobs.write(blob, bytes, [md5]);
    return this.record(bucket, key, blob, size, `"${md5.digest('hex')}"`, { contentType });
  }

  async adopt(bucket: string, key: string, file: string): Promise<DetailedObject> {
    this.keys(bucket);
    const md5 = createHash('md5');
    for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 }))
      md5.update(chunk as Buffer);
    const { size } = statSync(file);
    const blob = this.blobs.newName(key);
    const etag = `"${md5.digest('hex')}"`;
    const movedFrom = path.relative(this.#root, file);
    const lastModified = Date.now();
    const details = { contentType: defaultContentType };
    return this.#record(bucket, key, { blob, size, etag, lastModified, details, movedFrom });
  }

  delete(bucket: string, key: string): boolean {
    const id = `${bucket}/${key}`;
    const entry = this.#entries.get(id);
    if (!entry) return false;
    this.#entries.delete(id);
    this.#keys.get(bucket)?.delete(key);
    this.blobs.remove(entry.blob);
    return true;
  }

  /** Makes a written blob the object of a key, in the place of the one there was. Throws NoSuchBucket. */
  record(
    bucket: string,
    key: string,
    blob: string,
    size: number,
    etag: string,
    details: ObjectDetails,
  ): DetailedObject {
    return this.#record(bucket, key, { blob, size, etag, lastModified: Date.now(), details });
  }

  #record(bucket: string, key: string, entry: Entry): DetailedObject {
    const { blob, size, etag, lastModified, details, movedFrom } = entry;
    const id = `${bucket}/${key}`;
    let keys;
    try {
      keys = this.keys(bucket);
    } catch (error) {
      // The bucket went while the body came in.
      this.blobs.remove(blob);
      throw error;
    }
    const before = this.#entries.get(id);
    // Recorded before it is moved: a process killed in between finds the file and finishes the move.
    this.#entries.set(id, entry);
    try {
      if (movedFrom !== undefined) this.blobs.take(blob, path.join(this.#root, movedFrom));
    } catch (error) {
      if (before) this.#entries.set(id, before);
      else this.#entries.delete(id);
      throw error;
    }
    keys.add(key);
    if (before) this.blobs.remove(before.blob);
    return { bucket, key, size, etag, lastModified, details, path: this.blobs.path(blob) };
  }

  /** Moves an adopted file that a killed process recorded but did not move. Returns the entry's blob. */
  #finishMove(id: string): string {
    const { blob = '', movedFrom } = this.#entries.get(id) ?? {};
    if (movedFrom === undefined || this.blobs.has(blob)) return blob;
    const file = path.join(this.#root, movedFrom);
    if (existsSync(file)) this.blobs.take(blob, file);
    return blob;
  }
}
