import { setTimeout as sleep } from 'node:timers/promises';
import type { DeliveryStreams } from '../ports/deliveryStreams.ts';
import { StageError } from '../stage.ts';
import type { RecordBatch } from './recordBatcher.ts';

/** Requests under way at the same time. */
const inFlight = 6;

/** A batch is given up when this many attempts in a row got no record of it through: about half a minute. */
const attempts = 10;

/** Errors of a whole request after which none of its records was taken, and another attempt may go well. */
const passing = new Set(['ServiceUnavailableException', 'ThrottlingException', 'LimitExceededException']);

/** Gives the batches; the signal ends it when a request has failed as well. */
export type Batches = (signal: AbortSignal) => AsyncIterable<RecordBatch>;

/** How long to wait before an attempt: twice as long at most each time, anywhere between nothing and that. */
export type BackOff = (attempt: number, signal: AbortSignal) => Promise<void>;

export const jitteredBackOff: BackOff = (attempt, signal) =>
  sleep(Math.random() * Math.min(5000, 100 * 2 ** attempt), undefined, { signal });

/**
 * Puts batches on a delivery stream, several at a time, and of each batch those records again that were not taken.
 * @param onSent is told how many records and bytes a request got through.
 */
export async function sendBatches(
  streams: DeliveryStreams,
  stream: string,
  batches: Batches,
  onSent: (records: number, bytes: number) => void,
  signal: AbortSignal,
  backOff: BackOff = jitteredBackOff,
): Promise<void> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const under = new Set<Promise<void>>();
  let failure: { error: unknown } | undefined;
  const send = async (batch: RecordBatch): Promise<void> => {
    try {
      await sendBatch(streams, stream, batch.records, onSent, either, backOff);
    } catch (error) {
      failure ??= { error };
      stop.abort(error);
    }
  };
  try {
    for await (const batch of batches(either)) {
      if (either.aborted) break;
      const sending = send(batch).finally(() => under.delete(sending));
      under.add(sending);
      if (under.size >= inFlight) await Promise.race(under);
    }
  } catch (error) {
    failure ??= { error };
  } finally {
    // Nothing goes on behind the caller's back, whatever happened.
    await Promise.all(under);
  }
  if (failure) throw failure.error;
  signal.throwIfAborted();
}

async function sendBatch(
  streams: DeliveryStreams,
  stream: string,
  batch: readonly Uint8Array[],
  onSent: (records: number, bytes: number) => void,
  signal: AbortSignal,
  backOff: BackOff,
): Promise<void> {
  let records = batch;
  for (let attempt = 0; ;) {
    const failed = await put(streams, stream, records, signal);
    const again = failed.map(({ index }) => records[index]).filter((record) => record !== undefined);
    if (again.length < records.length) {
      attempt = 0;
      onSent(records.length - again.length, sizeOf(records) - sizeOf(again));
    }
    if (!again.length) return;
    attempt += 1;
    if (attempt >= attempts) {
      const [{ code, message } = { code: 'InternalFailure', message: '' }] = failed;
      throw new StageError(
        `The delivery stream ${stream} refused ${again.length} records ${attempts} times: ${code} (${message}).`,
        'Publish again in a minute: only what is missing will be sent.',
      );
    }
    await backOff(attempt, signal);
    records = again;
  }
}

/** Puts records; a request that failed as a whole, but may go well later, is as if each of its records had failed. */
async function put(
  streams: DeliveryStreams,
  stream: string,
  records: readonly Uint8Array[],
  signal: AbortSignal,
): Promise<{ index: number; code: string; message: string }[]> {
  try {
    return await streams.put(stream, records, signal);
  } catch (error) {
    if (!(error instanceof Error) || !passing.has(error.name)) throw error;
    return records.map((_, index) => ({ index, code: error.name, message: error.message }));
  }
}

function sizeOf(records: readonly Uint8Array[]): number {
  return records.reduce((sum, { length }) => sum + length, 0);
}
