import { setMaxListeners } from 'node:events';

/** What `send` takes to end a request early. */
export function aborting(signal: AbortSignal | undefined): { abortSignal?: AbortSignal } {
  if (!signal) return {};
  // One signal ends as many requests as are under way; Node takes more than ten listeners for a leak.
  setMaxListeners(0, signal);
  return { abortSignal: signal };
}
