import assert from 'node:assert/strict';
import type { DeliveryStreams, FailedRecord } from '../../../../src/lab/ports/deliveryStreams.ts';
import type { RecordBatch } from '../../../../src/lab/publish/recordBatcher.ts';
import { sendBatches } from '../../../../src/lab/publish/sendBatches.ts';
import { partialPort } from '../../../support/fakeAccount.ts';

const atOnce = (): Promise<void> => Promise.resolve();

/** Batches of one record each. */
async function* batches(count: number): AsyncGenerator<RecordBatch> {
  for (let index = 0; index < count; index++) {
    await Promise.resolve();
    yield { records: [Buffer.from(`${index}\n`)], bytes: 2 };
  }
}

const send = (
  put: (records: readonly Uint8Array[], signal?: AbortSignal) => Promise<FailedRecord[]>,
  count: number,
  options: { signal?: AbortSignal; backOff?: (attempt: number) => Promise<void> } = {},
) =>
  sendBatches(
    partialPort<DeliveryStreams>({
      put: (_name: string, records: readonly Uint8Array[], signal?: AbortSignal) => put(records, signal),
    }),
    'stream',
    () => batches(count),
    () => undefined,
    options.signal ?? new AbortController().signal,
    options.backOff ?? atOnce,
  );

describe('sendBatches', () => {
  it('has several requests under way, but not all', async () => {
    let under = 0;
    let most = 0;
    await send(async () => {
      most = Math.max(most, ++under);
      await new Promise((resolve) => setTimeout(resolve, 5));
      under -= 1;
      return [];
    }, 40);
    assert.ok(most > 1 && most < 20, `${most} under way`);
  });

  it('backs off before it sends again, and longer each time', async () => {
    const attempts: number[] = [];
    let left = 3;
    await send(
      () =>
        Promise.resolve(left-- > 0 ? [{ index: 0, code: 'ServiceUnavailableException', message: '' }] : []),
      1,
      {
        backOff: (attempt) => {
          attempts.push(attempt);
          return Promise.resolve();
        },
      },
    );
    assert.deepEqual(attempts, [1, 2, 3]);
  });

  it('takes a request that was throttled as a whole as one whose records all failed', async () => {
    let calls = 0;
    await send(() => {
      calls += 1;
      return calls === 1
        ? Promise.reject(Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' }))
        : Promise.resolve([]);
    }, 1);
    assert.equal(calls, 2);
  });

  it('gives up after ten attempts that got nothing through, and says what to do', async () => {
    let calls = 0;
    await assert.rejects(
      send(() => {
        calls += 1;
        return Promise.resolve([{ index: 0, code: 'ServiceUnavailableException', message: 'Slow down.' }]);
      }, 1),
      /refused 1 records 10 times: ServiceUnavailableException \(Slow down\.\)/,
    );
    assert.equal(calls, 10);
  });

  it('passes on any other error, and sends nothing after it', async () => {
    let calls = 0;
    const gone = Object.assign(new Error('Firehose gone'), { name: 'ResourceNotFoundException' });
    await assert.rejects(
      send(() => {
        calls += 1;
        return Promise.reject(gone);
      }, 1000),
      gone,
    );
    assert.ok(calls < 20, `${calls} calls`);
  });

  it('ends batches that are still to come when a request fails', async () => {
    const gone = Object.assign(new Error('Firehose gone'), { name: 'ResourceNotFoundException' });
    const waiting = async function* (signal: AbortSignal): AsyncGenerator<RecordBatch> {
      yield* batches(1);
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('ended'))));
    };
    const put = (): Promise<FailedRecord[]> => Promise.reject(gone);
    await assert.rejects(
      sendBatches(
        partialPort<DeliveryStreams>({ put }),
        'stream',
        waiting,
        () => undefined,
        new AbortController().signal,
      ),
      gone,
    );
  });

  it('ends with the reason of the signal', async () => {
    const stop = new AbortController();
    await assert.rejects(
      send(
        (_records, signal) => {
          stop.abort();
          return signal?.aborted ? Promise.reject(new Error('aborted')) : Promise.resolve([]);
        },
        1000,
        { signal: stop.signal },
      ),
    );
  });
});
