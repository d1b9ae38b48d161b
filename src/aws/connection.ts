import type { S3ClientConfig } from '@aws-sdk/client-s3';

/** Everything a client needs to reach an account; nothing is taken from the environment behind its back. */
export interface Connection {
  /** Address that serves every service, for the practice account; undefined: AWS's own addresses. */
  readonly endpoint?: string;
  readonly region: string;
  readonly credentials: NonNullable<S3ClientConfig['credentials']>;
}

/** The settings all clients share, made from one connection. */
export type ClientSettings = ReturnType<typeof clientSettings>;

/**
 * Settings for every client of a connection. Connections are kept open, and as many as publishing has batches in
 * flight; a request that does not reach a service, or that it answers with a fault of its own, is tried three times.
 */
export function clientSettings(connection: Connection) {
  const { endpoint, region, credentials } = connection;
  const agent = { keepAlive: true, maxSockets: 32 };
  return {
    region,
    credentials,
    ...(endpoint === undefined ? {} : { endpoint }),
    maxAttempts: 3,
    retryMode: 'standard',
    requestHandler: {
      httpAgent: agent,
      httpsAgent: agent,
      connectionTimeout: 10_000,
    },
  };
}
