import type { S3ClientConfig } from '@aws-sdk/client-s3';
import type { CredentialsSource } from './credentials.ts';

/** Everything a client needs to reach an account; nothing is taken from the environment behind its back. */
export interface Connection {
  /** Address that serves every service: the practice account's, or a profile's own; undefined: AWS's addresses. */
  readonly endpoint?: string | undefined;
  readonly region: string;
  readonly credentials: NonNullable<S3ClientConfig['credentials']>;
  /** Where the credentials come from; undefined: they are the practice account's keys. */
  readonly source?: CredentialsSource | undefined;
  /** The profile whose settings besides the credentials count (FIPS or dual-stack addresses …). */
  readonly profile?: string | undefined;
}

/** The settings all clients share, made from one connection. */
export type ClientSettings = ReturnType<typeof clientSettings>;

/**
 * Settings for every client of a connection. Connections are kept open, and as many as publishing has batches in
 * flight; a request that does not reach a service, or that it answers with a fault of its own, is tried three times.
 */
export function clientSettings(connection: Connection) {
  const { endpoint, region, credentials, profile } = connection;
  const agent = { keepAlive: true, maxSockets: 32 };
  return {
    region,
    credentials,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(profile === undefined ? {} : { profile }),
    // Else a variable of some terminal's practice account would lead real credentials there.
    ignoreConfiguredEndpointUrls: true,
    maxAttempts: 3,
    retryMode: 'standard',
    requestHandler: {
      httpAgent: agent,
      httpsAgent: agent,
      connectionTimeout: 10_000,
    },
  };
}
