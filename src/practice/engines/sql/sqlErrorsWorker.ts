import { parentPort } from 'node:worker_threads';
import { sqlErrors } from './sqlErrors.ts';

// A worker thread that reads SQL texts. It is sent { id, sql } and answers { id, errors }, offsets in UTF-16 units; a text
// at a time, in their order.

let reading = Promise.resolve();

parentPort?.on('message', ({ id, sql }: { readonly id: number; readonly sql: string }) => {
  reading = reading.then(async () => parentPort?.postMessage({ id, errors: await sqlErrors(sql) }));
});
