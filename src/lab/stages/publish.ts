import { lineHash } from '../lines/lineHash.ts';
import type { DeliveryStream } from '../ports/deliveryStreams.ts';
import type { OnProgress } from '../progress.ts';
import { deliveredObjects, waitForDelivery } from '../publish/delivery.ts';
import type { LineMultiset } from '../publish/lineMultiset.ts';
import { isLostAnswer } from '../publish/lostAnswer.ts';
import { compareLines, readDeliveredLines, type Difference } from '../publish/publishedLines.ts';
import { recordBatches, type RecordBatch } from '../publish/recordBatches.ts';
import { sendBatches } from '../publish/sendBatches.ts';
import { wholeNumber } from '../report/format.ts';
import { removeObjects } from '../s3/removeObjects.ts';
import { notDone, StageError, type LabContext, type Stage } from '../stage.ts';
import { requireResources } from '../survey/resources.ts';

/** An object beside the delivered ones while publishing is under way: it tells the next run that a buffer may hold lines. */
const marker = 'cmapss-publishing';

/** Lines sent again and again this often, with some still missing, are a fault of the account. */
const rounds = 3;

/** Bytes that a round has sent when an answer got lost. */
const unknownBytes = -1;

/** Sends every line of the training files to the delivery stream: none lost, none twice. */
export const publish: Stage<'publish'> = {
  id: 'publish',
  title: 'Publish Data',
  needs: ['survey'],
  check: async (context, signal) => {
    const stream = await describeStream(context, signal);
    const difference = await compare(context, stream, signal);
    const problem = problemOf(difference);
    if (problem) return problem;
    return { done: true, facts: { files: context.data.train.length, lines: difference.expected } };
  },
  run: async (context, onProgress, signal) => {
    const stream = await describeStream(context, signal);
    if (stream.status !== 'ACTIVE') {
      throw new StageError(
        `The delivery stream ${stream.name} is ${stream.status}; it takes records only when ACTIVE.`,
        'Wait until the stream is ACTIVE, then publish again.',
      );
    }
    const { buckets } = context.account.ports;
    const delivering = `Bytes delivered by Firehose, which buffers them for up to ${stream.bufferSeconds} s`;
    let delivered = await settle(context, stream, onProgress, signal);
    // Nothing sent beside lines that do not belong there would help: the folder has to be emptied first.
    const surplus = delivered.bytes ? surplusOf(await compare(context, stream, signal)) : undefined;
    if (surplus) throw new StageError(surplus.reason, surplus.fix);
    await buckets.put(stream.bucket, marker, 'The lab is publishing, or was when it broke off.\n');
    for (let round = 1; round <= rounds; round++) {
      const published = await readDeliveredLines(context.account, stream, signal);
      const sent = await sendMissing(context, stream, published, onProgress, signal).catch(
        (error: unknown): typeof unknownBytes => {
          if (signal.aborted || round === rounds || !isLostAnswer(error)) throw error;
          return unknownBytes;
        },
      );
      if (!sent) break;
      if (sent === unknownBytes) {
        // Sent again now, those lines would be there twice: first it must show whether they arrive.
        onProgress({ kind: 'step', text: 'The connection broke off; waiting for what has arrived' });
        delivered = await waitForDelivery(context.account, stream, Infinity, () => undefined, signal);
        continue;
      }
      const expected = delivered.bytes + sent;
      delivered = await waitForDelivery(
        context.account,
        stream,
        expected,
        (done) => onProgress({ kind: 'count', text: delivering, done, total: expected }),
        signal,
      );
      // Firehose may compress, so only as many bytes as were sent tell that all is there.
      if (delivered.bytes === expected) break;
    }
    await buckets.remove(stream.bucket, [marker]);
  },
  reset: async (context, onProgress, signal) => {
    const stream = await describeStream(context, signal);
    await settle(context, stream, onProgress, signal);
    onProgress({ kind: 'step', text: `Emptying ${stream.prefix} of ${stream.bucket}` });
    await removeObjects(context.account, stream.bucket, stream.prefix, signal);
    await context.account.ports.buckets.remove(stream.bucket, [marker]);
  },
};

async function describeStream({ account, event }: LabContext, signal?: AbortSignal): Promise<DeliveryStream> {
  const { deliveryStream } = await requireResources(account, event, signal);
  return account.ports.streams.describe(deliveryStream, signal);
}

async function compare(
  { account, data }: LabContext,
  stream: DeliveryStream,
  signal?: AbortSignal,
): Promise<Difference> {
  return compareLines(data.train, await readDeliveredLines(account, stream, signal), signal);
}

/** Waits for what an earlier run left in the stream's buffer; a fresh account has nothing to wait for. */
async function settle(
  { account }: LabContext,
  stream: DeliveryStream,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<{ bytes: number }> {
  const brokeOff = (await account.ports.buckets.read(stream.bucket, marker, undefined, signal)) !== undefined;
  if (!brokeOff) return deliveredObjects(account, stream, signal);
  onProgress({ kind: 'step', text: 'Waiting for what an earlier run has sent' });
  return waitForDelivery(account, stream, Infinity, () => undefined, signal);
}

/** Sends the lines that were not delivered; answers with their bytes. */
async function sendMissing(
  { account, data }: LabContext,
  stream: DeliveryStream,
  published: LineMultiset,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<number> {
  const { expected, missing } = await compareLines(data.train, published, signal);
  published.putBack();
  const began = performance.now();
  let sent = 0;
  let bytes = 0;
  const batches = async function* (): AsyncGenerator<RecordBatch> {
    for (const file of data.train) {
      yield* recordBatches(
        file,
        (line, start, end) => published.take(file.name, lineHash(line, start, end)),
        signal,
      );
    }
  };
  await sendBatches(
    account.ports.streams,
    stream.name,
    batches(),
    (records, size) => {
      sent += records;
      bytes += size;
      onProgress({
        kind: 'count',
        text: missing < expected ? 'Missing lines published' : 'Lines published',
        done: sent,
        total: missing,
        perSecond: sent / ((performance.now() - began) / 1000),
      });
    },
    signal,
  );
  return bytes;
}

/** What to say of lines in the bucket that are there twice, or belong to other files. */
function surplusOf({ expected, delivered, extra }: Difference) {
  const tooMany = [...extra].map(([file, count]) => `${wholeNumber(count)} of ${file}`).join(', ');
  if (!tooMany) return undefined;
  return notDone(
    `The submissions bucket holds ${wholeNumber(delivered)} lines where the training files have ${wholeNumber(expected)}; these are there twice or belong to other files: ${tooMany}. Firehose delivers at least once, so now and then a line comes twice.`,
    'Publish again from the start (--again publish): that empties the folder first.',
  );
}

function problemOf(difference: Difference) {
  const surplus = surplusOf(difference);
  if (surplus) return surplus;
  const { expected, missing } = difference;
  if (missing) {
    return notDone(
      `${wholeNumber(missing)} of the ${wholeNumber(expected)} lines of the training files are not in the submissions bucket${missing < expected ? '' : ' yet'}.`,
      'Publish: only what is missing will be sent.',
    );
  }
  return undefined;
}
