import { readFailure } from '../explain/failure.ts';

/** Failures of a request after which nobody on this side knows whether the service took it. */
const unsure = new Set([
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'TimeoutError',
  'RequestTimeout',
  'InternalFailure',
]);

/** Whether a request that failed this way may have been taken nevertheless: its answer got lost on the way. */
export function isLostAnswer(error: unknown): boolean {
  return unsure.has(readFailure(error).name);
}
