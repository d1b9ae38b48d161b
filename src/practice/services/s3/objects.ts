import type { Readable } from 'node:stream';
import type { Store } from '../../store/store.ts';
import { ObjectStore } from './objectStore.ts';

/** One object of a bucket, as the account records it. */
export interface StoredObject {
  readonly bucket: string;
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** With its quotes, as S3 sends it. */
  readonly etag: string;
  /** Epoch milliseconds. */
  readonly lastModified: number;
  /**
   * Absolute path of the bytes on disk. The name is opaque but for its ending: it keeps `.gz`, `.parquet`, `.snappy.parquet`,
   * `.csv` or `.json` of the key, so that DuckDB tells compression and format from it.
   */
  readonly path: string;
}

/**
 * S3's buckets and objects for the other services of the account (the S3 service itself stands on it too).
 * Every method that changes something returns when a killed process would not lose it.
 */
export interface Objects {
  /** Folder of all objects' bytes: what DuckDB may read. */
  readonly folder: string;
  buckets(): { name: string; created: number }[];
  createBucket(name: string): void;
  bucketExists(name: string): boolean;
  head(bucket: string, key: string): StoredObject | undefined;
  /** Objects whose key begins with `prefix`, in the order of their keys' UTF-8 bytes. */
  list(bucket: string, prefix?: string): StoredObject[];
  read(object: StoredObject): Promise<Buffer>;
  /** Stores bytes under a key. Throws NoSuchBucket. */
  put(
    bucket: string,
    key: string,
    body: Uint8Array | string | Readable,
    contentType?: string,
  ): Promise<StoredObject>;
  /** Takes a finished file of the store's folder into a bucket by moving it. Throws NoSuchBucket. */
  adopt(bucket: string, key: string, file: string): Promise<StoredObject>;
  delete(bucket: string, key: string): boolean;
}

/** The store's buckets and objects. It removes at once what a killed process left half written. */
export function createObjects(store: Store): ObjectStore {
  return new ObjectStore(store);
}

/** `s3://bucket/key` (also s3a, s3n) in its two parts; undefined when it is not such a URI. */
export function parseS3Uri(uri: string): { bucket: string; key: string } | undefined {
  const match = /^s3[an]?:\/\/([^/]+)(?:\/(.*))?$/s.exec(uri);
  return match ? { bucket: match[1] ?? '', key: match[2] ?? '' } : undefined;
}
