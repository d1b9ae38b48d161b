import { randomUUID } from 'node:crypto';
import { AwsError } from '../../awsError.ts';
import type { Store, Table } from '../../store/store.ts';
import { Blobs } from './blobs.ts';
import type { ChecksumAlgorithm, ChecksumType } from './checksums.ts';
import type { ObjectDetails } from './objectDetails.ts';

/** A multipart upload that was begun and neither completed nor aborted. */
export interface Upload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  /** Epoch milliseconds. */
  readonly initiated: number;
  /** Of the object that it becomes. */
  readonly details: ObjectDetails;
  readonly algorithm: ChecksumAlgorithm;
  readonly checksumType: ChecksumType;
  /** Whether the client chose the checksum: S3 names only such a one in its replies. */
  readonly isChecksumAsked: boolean;
}

/** One part of an upload. */
export interface Part {
  readonly number: number;
  readonly blob: string;
  readonly size: number;
  readonly etag: string;
  /** Base64, in the upload's algorithm. */
  readonly checksum: string;
  /** Epoch milliseconds. */
  readonly lastModified: number;
}

/** Multipart uploads in progress; they and their parts last over a restart. */
export class Uploads {
  readonly blobs: Blobs;
  readonly #uploads: Table<Upload>;
  readonly #stored: Table<Part>;
  readonly #parts = new Map<string, Map<number, Part>>();

  constructor(store: Store) {
    this.blobs = new Blobs(store.subfolder('uploads'));
    this.#uploads = store.table('uploads');
    this.#stored = store.table('uploadParts');
    for (const id of this.#uploads.keys()) this.#parts.set(id, new Map());
    const live = new Set<string>();
    for (const stored of this.#stored.keys()) {
      const part = this.#stored.get(stored);
      const parts = this.#parts.get(stored.slice(0, stored.indexOf('/')));
      if (part && parts) {
        parts.set(part.number, part);
        live.add(part.blob);
      } else {
        this.#stored.delete(stored);
      }
    }
    this.blobs.removeAllBut(live);
  }

  create(upload: Omit<Upload, 'id' | 'initiated'>): Upload {
    const created = { ...upload, id: randomUUID().replaceAll('-', ''), initiated: Date.now() };
    this.#uploads.set(created.id, created);
    this.#parts.set(created.id, new Map());
    return created;
  }

  /** Uploads to a bucket, by key and then by time. */
  list(bucket: string): Upload[] {
    const order = (a: Upload, b: Upload) =>
      Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)) || a.initiated - b.initiated;
    return this.#uploads
      .values()
      .filter((upload) => upload.bucket === bucket)
      .sort(order);
  }

  /** Throws NoSuchUpload unless there is such an upload to that key. */
  get(bucket: string, key: string, id: string): Upload {
    const upload = this.#uploads.get(id);
    if (upload?.bucket === bucket && upload.key === key) return upload;
    throw new AwsError(
      'NoSuchUpload',
      'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
      { status: 404, members: { UploadId: id } },
    );
  }

  /** An upload's parts by their numbers. */
  parts({ id }: Upload): Part[] {
    return [...(this.#parts.get(id)?.values() ?? [])].sort((a, b) => a.number - b.number);
  }

  /** Records a part whose blob is written; it takes the place of one with the same number. */
  record(upload: Upload, part: Part): void {
    const parts = this.#parts.get(upload.id);
    if (!parts) {
      // The upload ended while the part came in.
      this.blobs.remove(part.blob);
      this.get(upload.bucket, upload.key, upload.id);
      return;
    }
    const before = parts.get(part.number);
    this.#stored.set(`${upload.id}/${part.number}`, part);
    parts.set(part.number, part);
    if (before) this.blobs.remove(before.blob);
  }

  /** Forgets an upload and its parts. */
  delete(upload: Upload): void {
    // The upload goes first: parts without one are removed at the next start.
    this.#uploads.delete(upload.id);
    for (const part of this.parts(upload)) {
      this.#stored.delete(`${upload.id}/${part.number}`);
      this.blobs.remove(part.blob);
    }
    this.#parts.delete(upload.id);
  }
}
