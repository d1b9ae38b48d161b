import { CredentialsProviderError } from '@smithy/core/config';

/** The SDK's own error for credentials that are not there, so that a chain goes on and an explanation knows it. */
export function noCredentials(message: string): Error {
  return new CredentialsProviderError(message, { tryNextLink: true });
}
