import type { CompressionFormat } from '@aws-sdk/client-firehose';
import { accountId, region } from '../../identity.ts';

/** A delivery stream as the account records it, under its name. */
export interface DeliveryStream {
  readonly name: string;
  readonly status: 'CREATING' | 'ACTIVE' | 'DELETING';
  /** Epoch milliseconds. */
  readonly created: number;
  readonly destination: Destination;
}

/** Where a stream's records go: a bucket. */
export interface Destination {
  readonly bucket: string;
  readonly roleArn: string;
  /** Stands before the time in every object's key, as it is: a folder's name has its own slash. */
  readonly prefix: string;
  readonly errorOutputPrefix?: string;
  /** An object is written when so much has gathered, in MiB… */
  readonly sizeMiB: number;
  /** …or so much time has gone by since its first record, in seconds. */
  readonly intervalSeconds: number;
  readonly compression: Extract<CompressionFormat, 'UNCOMPRESSED' | 'GZIP'>;
}

/** A stream's configuration cannot be changed here, so it has the version that every stream begins with. */
export const streamVersion = '1';

export function streamArn(name: string): string {
  return `arn:aws:firehose:${region}:${accountId}:deliverystream/${name}`;
}
