import type { CompressionFormat, Tag } from '@aws-sdk/client-firehose';
import { accountId, region } from '../../identity.ts';

/** A delivery stream as the account records it, under its name. */
export interface DeliveryStream {
  readonly name: string;
  readonly status: 'CREATING' | 'ACTIVE' | 'DELETING';
  /** Epoch milliseconds. */
  readonly created: number;
  /** When its destination was changed last, epoch milliseconds. */
  readonly updated?: number;
  readonly destination: Destination;
  /** Counts the changes of its destination, from 1, with which it is left out. */
  readonly version?: number;
  readonly tags?: readonly Tag[];
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

/** Where records go, as it was when the first of them came. */
export interface Delivery {
  /** The stream's name. */
  readonly stream: string;
  readonly version: number;
  readonly destination: Destination;
}

/** The id of a stream's one destination. */
export const destinationId = 'destinationId-000000000001';

/** The version of a stream's configuration. */
export function versionOf({ version = 1 }: DeliveryStream): number {
  return version;
}

export function streamArn(name: string): string {
  return `arn:aws:firehose:${region}:${accountId}:deliverystream/${name}`;
}
