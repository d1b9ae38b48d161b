import type { DeliveryStream } from '../ports/deliveryStreams.ts';
import type { OnProgress } from '../progress.ts';
import { StageError, type LabContext } from '../stage.ts';
import { deliveredObjects, waitForDelivery, type DeliveredObjects } from './delivery.ts';
import type { LineMultiset } from './lineMultiset.ts';
import { isLostAnswer } from './lostAnswer.ts';
import { hasMarker, putMarker, removeMarker, type Marker } from './marker.ts';
import { surplusOf } from './problemOf.ts';
import { readDeliveredLines } from './publishedLines.ts';
import { activeStream, compareDelivered } from './submissions.ts';

/** Lines sent again and again this often, with some still missing, are a fault of the account. */
const rounds = 3;

/** Bytes that a round has sent when an answer got lost. */
const unknownBytes = -1;

/** What a round of sending starts from. */
export interface Round {
  readonly stream: DeliveryStream;
  /** The lines that were delivered; each that is taken out of it must not be sent. */
  readonly published: LineMultiset;
  /** Their objects. */
  readonly delivered: DeliveredObjects;
  readonly marker: Marker;
}

/** Sends the lines that were not delivered, at once or one after the other; answers with their bytes. */
export type SendMissing = (round: Round, onProgress: OnProgress, signal: AbortSignal) => Promise<number>;

/**
 * Brings every line of the training files to the submissions bucket that is not there yet, however `send` sends them.
 * Waits for what an earlier run left in the stream's buffer first, and for what was sent itself at the end. Broken off
 * anywhere it leaves a state from which another run goes on: a marker, as the buffer may hold lines.
 */
export async function publishMissing(
  context: LabContext,
  send: SendMissing,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const { account } = context;
  const stream = await activeStream(context, signal);
  const delivering = `Bytes delivered by Firehose, which buffers them for up to ${stream.bufferSeconds} s`;
  let delivered = await settle(context, stream, onProgress, signal);
  // Nothing sent beside lines that do not belong there would help: the folder has to be emptied first.
  const surplus = delivered.bytes ? surplusOf(await compareDelivered(context, stream, signal)) : undefined;
  if (surplus) throw new StageError(surplus.reason, surplus.fix);
  const marker = await putMarker(account, stream);
  for (let round = 1; round <= rounds; round++) {
    const published = await readDeliveredLines(account, stream, signal);
    const sent = await send({ stream, published, delivered, marker }, onProgress, signal).catch(
      (error: unknown): typeof unknownBytes => {
        if (signal.aborted || round === rounds || !isLostAnswer(error)) throw error;
        return unknownBytes;
      },
    );
    if (!sent) break;
    if (sent === unknownBytes) {
      // Sent again now, those lines would be there twice: first it must show whether they arrive.
      onProgress({ kind: 'step', text: 'The connection broke off; waiting for what has arrived' });
      delivered = await waitForDelivery(account, stream, Infinity, () => undefined, signal);
      continue;
    }
    const expected = delivered.bytes + sent;
    delivered = await waitForDelivery(
      account,
      stream,
      expected,
      (done) => onProgress({ kind: 'count', text: delivering, done, total: expected }),
      signal,
    );
    // Firehose may compress, so only as many bytes as were sent tell that all is there.
    if (delivered.bytes === expected) break;
  }
  await removeMarker(account, stream);
}

/** Waits for what an earlier run left in the stream's buffer; a fresh account has nothing to wait for. */
export async function settle(
  { account }: LabContext,
  stream: DeliveryStream,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<DeliveredObjects> {
  if (!(await hasMarker(account, stream, signal))) return deliveredObjects(account, stream, signal);
  onProgress({ kind: 'step', text: 'Waiting for what an earlier run has sent' });
  return waitForDelivery(account, stream, Infinity, () => undefined, signal);
}
