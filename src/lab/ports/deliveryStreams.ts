/** Firehose's own states of a delivery stream. */
export type DeliveryStreamStatus = 'CREATING' | 'CREATING_FAILED' | 'DELETING' | 'DELETING_FAILED' | 'ACTIVE';

/** A delivery stream and where it delivers. */
export interface DeliveryStream {
  readonly name: string;
  readonly status: DeliveryStreamStatus;
  readonly bucket: string;
  /** What its keys begin with, before `YYYY/MM/dd/HH/`. */
  readonly prefix: string;
  /** It delivers when this many seconds have passed or this many MiB have come. */
  readonly bufferSeconds: number;
  readonly bufferMiB: number;
  /** `UNCOMPRESSED`, `GZIP` … */
  readonly compression: string;
  /** ARN of the role that it delivers with. */
  readonly role: string;
}

/** Why one record of a batch was not taken. */
export interface FailedRecord {
  /** Its place in the batch. */
  readonly index: number;
  readonly code: string;
  readonly message: string;
}

/** Amazon Data Firehose. */
export interface DeliveryStreams {
  /** All names, in order, page by page. */
  list(signal?: AbortSignal): Promise<string[]>;
  describe(name: string, signal?: AbortSignal): Promise<DeliveryStream>;
  /**
   * Puts up to 500 records of together 4 MiB; answers with those that were not taken. Tries once: after a failure on the
   * way it is not known whether they were taken.
   */
  put(name: string, records: readonly Uint8Array[], signal?: AbortSignal): Promise<FailedRecord[]>;
}
