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

/** One level of a bucket: the folders (common prefixes, each ending in `/`) and the objects directly below a prefix. */
export interface Folder {
  readonly prefixes: readonly string[];
  readonly objects: readonly BucketObject[];
}

/** S3. A bucket or key that is not there ends in S3's own error (`NoSuchBucket`, `NoSuchKey`). */
export interface Buckets {
  list(signal?: AbortSignal): Promise<Bucket[]>;
  create(name: string): Promise<void>;
  /** Deletes an empty bucket. */
  delete(name: string): Promise<void>;
  /** Every object whose key begins with `prefix`, in the order of the keys. */
  objects(bucket: string, prefix: string, signal?: AbortSignal): AsyncIterable<BucketObject>;
  folder(bucket: string, prefix: string, signal?: AbortSignal): Promise<Folder>;
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
  /** Deletes objects, as many as given; keys that are not there are no error. */
  remove(bucket: string, keys: readonly string[]): Promise<void>;
}
