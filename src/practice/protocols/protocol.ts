import type { IncomingMessage } from 'node:http';
import type { NormalizedSchema } from '@smithy/core/schema';
import type { AwsError } from '../awsError.ts';

/** A whole HTTP reply. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

/** A request whose body has arrived. */
export interface Received {
  readonly request: IncomingMessage;
  readonly body: Buffer;
}

/** How one service's requests and replies are written. All of it follows from the service's model. */
export interface Protocol {
  /** Name of the operation a request asks for; empty when it names none. */
  operation(received: Received): string;
  /** The input of an operation; throws SerializationException for what cannot be read. */
  decode(operation: string, schema: NormalizedSchema, received: Received): unknown;
  encode(operation: string, schema: NormalizedSchema, output: unknown, requestId: string): Answer;
  encodeError(error: AwsError, requestId: string): Answer;
  /** The error's name for an operation that the service does not have. */
  readonly unknownOperation: string;
  /** The error's name for a required member that is missing. */
  readonly invalid: string;
}
