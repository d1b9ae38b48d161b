import { CredentialsProviderError } from '@smithy/core/config';

/** The SDK's own error for credentials that are not there, so that a chain goes on and an explanation knows it. */
export function noCredentials(message: string, cause?: unknown): Error {
  return Object.assign(new CredentialsProviderError(message, { tryNextLink: true }), { cause });
}
