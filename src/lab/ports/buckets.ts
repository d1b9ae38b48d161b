import type { Readable } from 'node:stream';

/** An S3 bucket. */
export interface Bucket {
  readonly name: string;
  readonly created: Date | undefined;
}

/** An S3 object as a listing shows it. */
export interface BucketObject {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  readonly lastModified: Date;
}

/**
 * A page of one level of a bucket: of the folders (common prefixes, each ending in `/`) and the objects directly below
 * a prefix, a thousand together at most.
 */
export interface Folder {
  readonly prefixes: readonly string[];
  readonly objects: readonly BucketObject[];
  /** What brings the next page; undefined after the last. */
  readonly next: string | undefined;
}

/** S3. A bucket or key that is not there ends in S3's own error (`NoSuchBucket`, `NoSuchKey`). */
export interface Buckets {
  list(signal?: AbortSignal): Promise<Bucket[]>;
  /** The region that it lies in. */
  region(bucket: string, signal?: AbortSignal): Promise<string>;
  create(name: string): Promise<void>;
  /** Deletes an empty bucket. */
  delete(name: string): Promise<void>;
  /** Every object whose key begins with `prefix`, in the order of the keys. */
  objects(bucket: string, prefix: string, signal?: AbortSignal): AsyncIterable<BucketObject>;
  /** The first page of a level, or the one that the `next` of the page before it brings. */
  folder(
    bucket: string,
    prefix: string,
    page?: { readonly next?: string | undefined; readonly signal?: AbortSignal | undefined },
  ): Promise<Folder>;
  /** What is known of an object without reading it; undefined when there is no such key. */
  describe(bucket: string, key: string, signal?: AbortSignal): Promise<BucketObject | undefined>;
  /** The bytes as they lie there, from `start` on when given. */
  open(bucket: string, key: string, signal?: AbortSignal): Promise<Readable>;
  /** The whole object, or the bytes of `range` (first and last byte, both counted); undefined when there is no such key. */
  read(
    bucket: string,
    key: string,
    range?: readonly [first: number, last: number],
    signal?: AbortSignal,
  ): Promise<Uint8Array | undefined>;
  put(bucket: string, key: string, body: string | Uint8Array, contentType?: string): Promise<void>;
  /** Puts an object unless its key is there already; answers whether it did. */
  putNew(bucket: string, key: string, body: string): Promise<boolean>;
  /** Deletes objects, as many as given; keys that are not there are no error. */
  remove(bucket: string, keys: readonly string[]): Promise<void>;
}
