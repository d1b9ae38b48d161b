import type { AwsCall } from '../../lab/ports/accounts.ts';

/** A request to AWS as a line of the log: `Glue.StartJobRun 41 ms`, and the error's name when it failed. */
export function callText({ service, operation, milliseconds, error }: AwsCall): string {
  return [`${service}.${operation}`, `${milliseconds} ms`, ...(error === undefined ? [] : [error])].join(' ');
}
