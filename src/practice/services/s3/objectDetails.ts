import type { Checksum } from './checksums.ts';

/** What is kept of an object besides its bytes; every member as S3 sends it back. */
export interface ObjectDetails {
  readonly contentType: string;
  /** Further headers that a reader gets back as they were put, such as `cache-control`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** User metadata, without its `x-amz-meta-`. */
  readonly metadata?: Readonly<Record<string, string>>;
  readonly checksum?: Checksum;
  /** Sizes in bytes of the parts of an object that was uploaded in parts. */
  readonly parts?: readonly number[];
}

/** S3's type of an object that was put without one. */
export const defaultContentType = 'binary/octet-stream';
