import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { TrainingMessage, TrainingTask } from '../../engines/boosting/trainingTask.ts';

/** How a training thread ended. */
export type TrainingEnd =
  | { readonly kind: 'saved' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly userError: boolean; readonly message: string };

/** Memory that a job's own data may take besides its typed arrays, which lie outside the heap. */
const heapMiB = 512;

/** Runs a task in a thread of its own, which ends at once when the signal aborts. */
export function runTraining(
  assets: string,
  task: TrainingTask,
  signal: AbortSignal,
  onMessage: (message: TrainingMessage) => void,
): Promise<TrainingEnd> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve({ kind: 'stopped' });
      return;
    }
    const worker = new Worker(path.join(assets, 'trainingWorker.mjs'), {
      workerData: task,
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: heapMiB },
    });
    const stop = () => void worker.terminate();
    signal.addEventListener('abort', stop);
    let end: TrainingEnd | undefined;
    worker.on('message', (message: TrainingMessage) => {
      if (signal.aborted) return;
      if (message.kind === 'saved' || message.kind === 'failed') end = message;
      else onMessage(message);
    });
    worker.on('error', (error) => {
      end ??= { kind: 'failed', userError: false, message: error.message };
    });
    worker.on('exit', (code) => {
      signal.removeEventListener('abort', stop);
      if (signal.aborted) resolve({ kind: 'stopped' });
      else
        resolve(end ?? { kind: 'failed', userError: false, message: `the training ended with code ${code}` });
    });
  });
}
