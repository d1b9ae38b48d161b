/** The exit code of a command that Ctrl+C has ended. */
export const interrupted = 130;

/** A second Ctrl+C counts when the first one was this long ago, in ms: terminals and npm may both pass one on. */
const patience = 3000;

/** Ctrl+C ends the run in order, and so does a reader of the output that goes away (`| head`); a later Ctrl+C at once. */
export function watchInterrupts(): AbortSignal {
  const controller = new AbortController();
  let first: number | undefined;
  const onSignal = (): void => {
    if (first !== undefined && performance.now() - first > patience) process.exit(interrupted);
    first ??= performance.now();
    controller.abort();
  };
  const onUnread = (): void => controller.abort();
  // All stay to the end of the process: a second Ctrl+C that comes just then does not kill it, and what is written later
  // fails, too.
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  for (const stream of [process.stdout, process.stderr]) stream.on('error', onUnread);
  return controller.signal;
}
