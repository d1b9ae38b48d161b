import { connectPractice } from '../../src/aws/connect.ts';
import type { ClientSettings } from '../../src/headless/practice/shellExports.ts';
import { findLabData } from '../../src/lab/labData.ts';
import { recordBatches, type RecordBatch } from '../../src/lab/publish/recordBatches.ts';
import { sendBatches } from '../../src/lab/publish/sendBatches.ts';

/** Lines per second that the lab's publisher has acknowledged by the delivery stream, one record a line. */
export async function publishRate(
  settings: ClientSettings,
  folder: string,
): Promise<{ lines: number; perSecond: number }> {
  const account = await connectPractice({ ...settings, pace: 0 });
  const { signal } = new AbortController();
  try {
    const { streams } = account.ports;
    const [stream = ''] = await streams.list(signal);
    const { train } = await findLabData(folder);
    const batches = async function* (): AsyncGenerator<RecordBatch> {
      for (const file of train) yield* recordBatches(file, () => false, signal);
    };
    let lines = 0;
    const start = performance.now();
    await sendBatches(streams, stream, batches(), (records) => (lines += records), signal);
    return { lines, perSecond: lines / ((performance.now() - start) / 1000) };
  } finally {
    account.close();
  }
}
