import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Signed } from './signature.ts';

/** What the dispatcher knows of a request besides its input. */
export interface Call {
  readonly requestId: string;
  readonly region: string;
  /** The request's signature as it was sent. */
  readonly signed: Signed;
  /** Verifies the signature; throws AWS's error. `body` is needed where no header says the body's hash. */
  authenticate(body?: Buffer): void;
  /** The key that signs the chunks of an aws-chunked body. */
  signingKey(): Buffer;
}

/**
 * One operation. Takes the decoded input (the SDK's own request type) and returns the reply (the SDK's own
 * response type); throws AwsError. The dispatcher checks both against the service's model.
 */
export type Operation = (input: never, call: Call) => unknown;

/** How a service's requests are told apart and written. */
export type Wire =
  | { readonly protocol: 'json'; readonly target: string }
  | { readonly protocol: 'query'; readonly namespace: string }
  | { readonly protocol: 'restJson' };

/** The parts of an @aws-sdk client module that the dispatcher reads: its schemas, by name with a `$` behind. */
export type ServiceModel = Readonly<Record<string, unknown>>;

interface ServiceFacts {
  /** The service's name in a request's credential scope. */
  readonly signingName: string;
  /** Its name for people. */
  readonly title: string;
  /** What of the service's model it does not do, a sentence each, for docs/practice-account.md. */
  readonly refuses: readonly string[];
}

/** A service whose requests and replies are coded by its client's own schemas. */
export interface ModelledService extends ServiceFacts {
  readonly wire: Wire;
  readonly model: ServiceModel;
  readonly operations: Readonly<Record<string, Operation>>;
}

/** A service with bodies too large to collect: it authenticates, reads and writes HTTP itself (S3). */
export interface StreamingService extends ServiceFacts {
  readonly wire: { readonly protocol: 'streaming' };
  readonly operations: Readonly<Record<string, unknown>>;
  handle(request: IncomingMessage, reply: ServerResponse, call: Call): Promise<void>;
}

export type Service = ModelledService | StreamingService;

/**
 * A service with what it runs in the background. It is made once, at start, when it also settles the work that the
 * last process left unfinished: such work ends FAILED with its reason.
 */
export interface RunningService {
  readonly services: readonly Service[];
  /** Ends background work; the account's state stays as it is. */
  close(): Promise<void>;
}
