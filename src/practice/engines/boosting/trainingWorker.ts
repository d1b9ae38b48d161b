import { readFileSync, writeFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { train } from './training.ts';
import type { TrainingMessage, TrainingTask } from './trainingTask.ts';
import { UserError } from './userError.ts';

// Runs one training task in a thread of its own: the account stays responsive, and stopping it is ending the thread.
const port = parentPort;
if (!port) throw new Error('this program runs as a worker thread');
const report = (message: TrainingMessage) => port.postMessage(message);
const task = workerData as TrainingTask;

try {
  const archive = train(task, readFileSync, report);
  writeFileSync(task.archive, archive);
  report({ kind: 'saved' });
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  report({ kind: 'failed', userError: error instanceof UserError, message });
}
