import { lineHash } from '../lines/lineHash.ts';
import { removeMarker } from '../publish/marker.ts';
import { problemOf } from '../publish/problemOf.ts';
import { compareLines } from '../publish/publishedLines.ts';
import { publishMissing, settle, type SendMissing } from '../publish/publishMissing.ts';
import type { RecordBatch } from '../publish/recordBatcher.ts';
import { recordBatches } from '../publish/recordBatches.ts';
import { sendBatches } from '../publish/sendBatches.ts';
import { compareDelivered, describeStream } from '../publish/submissions.ts';
import { removeObjects } from '../s3/removeObjects.ts';
import type { LabContext, Stage } from '../stage.ts';

/** Sends every line of the training files to the delivery stream: none lost, none twice. */
export const publish: Stage<'publish'> = {
  id: 'publish',
  title: 'Publish Data',
  needs: ['survey'],
  check: async (context, signal) => {
    const stream = await describeStream(context, signal);
    const difference = await compareDelivered(context, stream, signal);
    const problem = problemOf(difference);
    if (problem) return problem;
    return { done: true, facts: { files: context.data.train.length, lines: difference.expected } };
  },
  run: (context, onProgress, signal) => publishMissing(context, sendAtOnce(context), onProgress, signal),
  reset: async (context, onProgress, signal) => {
    const stream = await describeStream(context, signal);
    await settle(context, stream, onProgress, signal);
    onProgress({ kind: 'step', text: `Emptying ${stream.prefix} of ${stream.bucket}` });
    await removeObjects(context.account, stream.bucket, stream.prefix, signal);
    await removeMarker(context.account, stream);
  },
};

/** Sends all missing lines as fast as the stream takes them, file by file. */
function sendAtOnce({ account, data }: LabContext): SendMissing {
  return async ({ stream, published }, onProgress, signal) => {
    const { expected, missing } = await compareLines(data.train, published, signal);
    published.putBack();
    const began = performance.now();
    let sent = 0;
    let bytes = 0;
    const batches = async function* (ended: AbortSignal): AsyncGenerator<RecordBatch> {
      for (const file of data.train) {
        yield* recordBatches(
          file,
          (line, start, end) => published.take(file.name, lineHash(line, start, end)),
          ended,
        );
      }
    };
    await sendBatches(
      account.ports.streams,
      stream.name,
      batches,
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
  };
}
