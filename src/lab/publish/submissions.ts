import type { DeliveryStream } from '../ports/deliveryStreams.ts';
import { StageError, type LabContext } from '../stage.ts';
import { requireResources } from '../survey/resources.ts';
import { compareLines, readDeliveredLines, type Difference } from './publishedLines.ts';

/** The lab's delivery stream, in whatever state it is. */
export async function describeStream(
  { account, event }: LabContext,
  signal?: AbortSignal,
): Promise<DeliveryStream> {
  const { deliveryStream } = await requireResources(account, event, signal);
  return account.ports.streams.describe(deliveryStream, signal);
}

/** The lab's delivery stream, ready for records. Throws a StageError for one that takes none. */
export async function activeStream(context: LabContext, signal: AbortSignal): Promise<DeliveryStream> {
  const stream = await describeStream(context, signal);
  if (stream.status === 'ACTIVE') return stream;
  throw new StageError(
    `The delivery stream ${stream.name} is ${stream.status}; it takes records only when ACTIVE.`,
    'Wait until the stream is ACTIVE, then publish again.',
  );
}

/** Compares what a stream has delivered with the training files. */
export async function compareDelivered(
  { account, data }: LabContext,
  stream: DeliveryStream,
  signal?: AbortSignal,
): Promise<Difference> {
  return compareLines(data.train, await readDeliveredLines(account, stream, signal), signal);
}
