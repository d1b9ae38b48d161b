import { randomUUID } from 'node:crypto';
import type { LabAccount } from '../account.ts';
import type { DeliveryStream } from '../ports/deliveryStreams.ts';

/** An object beside the delivered ones while publishing is under way: it tells the next run that a buffer may hold lines. */
export const publishingMarker = 'cmapss-publishing';

/** The marker of one run that publishes. */
export interface Marker {
  /** Whether it is still there as this run put it: false once another run has come to its end, or has begun. */
  isThere(signal: AbortSignal): Promise<boolean>;
}

/** Marks a stream's bucket as being published to. */
export async function putMarker({ ports }: LabAccount, { bucket }: DeliveryStream): Promise<Marker> {
  const text = `The lab is publishing, or was when it broke off (${randomUUID()}).\n`;
  await ports.buckets.put(bucket, publishingMarker, text);
  return {
    isThere: async (signal) => {
      const found = await ports.buckets.read(bucket, publishingMarker, undefined, signal);
      return found !== undefined && Buffer.from(found).toString() === text;
    },
  };
}

/** Whether a run is under way, or has broken off. */
export async function hasMarker(
  { ports }: LabAccount,
  { bucket }: DeliveryStream,
  signal: AbortSignal,
): Promise<boolean> {
  return (await ports.buckets.read(bucket, publishingMarker, undefined, signal)) !== undefined;
}

/** Takes the marker away: no buffer holds lines any more. */
export async function removeMarker({ ports }: LabAccount, { bucket }: DeliveryStream): Promise<void> {
  await ports.buckets.remove(bucket, [publishingMarker]);
}
