import type { S3Client } from '@aws-sdk/client-s3';
import type { AwsCall } from '../lab/ports/accounts.ts';

type Stack = S3Client['middlewareStack'];

/** Tells `onCall` of every request of these clients once it is answered: its name, time and error, no parameters. */
export function logCalls(
  clients: readonly { readonly middlewareStack: object }[],
  onCall: (call: AwsCall) => void,
): void {
  // The stacks differ in the types of what runs through them, which is not looked at here.
  for (const { middlewareStack } of clients) logStack(middlewareStack as Stack, onCall);
}

function logStack(stack: Stack, onCall: (call: AwsCall) => void): void {
  stack.add(
    (next, context) => async (args) => {
      const began = performance.now();
      const told = (error?: string): void =>
        onCall({
          service: (context.clientName ?? '').replace(/Client$/, ''),
          operation: (context.commandName ?? '').replace(/Command$/, ''),
          milliseconds: Math.round(performance.now() - began),
          error,
        });
      try {
        const result = await next(args);
        told();
        return result;
      } catch (error) {
        told(error instanceof Error ? error.name : 'Error');
        throw error;
      }
    },
    // Outermost, so that all attempts of a request count as one.
    { step: 'initialize', priority: 'high', name: 'logCalls' },
  );
}
