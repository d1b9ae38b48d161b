import {
  createCredentialChain,
  fromEnv,
  fromHttp,
  fromIni,
  fromInstanceMetadata,
  fromNodeProviderChain,
  fromTokenFile,
} from '@aws-sdk/credential-providers';
import { memoize } from '@smithy/core/config';
import type { PastedCredentials } from '../lab/ports/accounts.ts';
import { noCredentials } from './noCredentials.ts';

/** Where credentials come from. */
export type CredentialsSource =
  /** A profile of AWS's configuration files: keys, a role, SSO, or what a command prints. */
  | {
      readonly kind: 'profile';
      readonly profile: string;
      /** Asks for the code of an MFA device; a role that wants one cannot be taken on without. */
      readonly mfaCode?: ((device: string) => Promise<string>) | undefined;
    }
  /** What the environment names, or else the role of the container or instance; no profile. */
  | { readonly kind: 'machine' }
  | { readonly kind: 'keys'; readonly keys: PastedCredentials }
  /** What every AWS tool takes when nothing is said: environment, default profile, machine; and `AWS_ENDPOINT_URL`. */
  | { readonly kind: 'usual' };

/** A machine without a role leaves its metadata address unanswered; this long it is waited for, twice, in ms. */
const metadataTimeout = 1000;

/** Credentials that are near their end are got anew, this much earlier, in ms. */
const renewBefore = 300_000;

type Provider = ReturnType<typeof fromEnv>;

/** What clients take as credentials: got on the first request, shared by all clients, and renewed in time. */
export function credentialsOf(source: CredentialsSource, region: string): Provider {
  const provider = providerOf(source, region);
  return memoize(
    () => provider(),
    ({ expiration }) => expiration !== undefined && expiration.getTime() - Date.now() < renewBefore,
    ({ expiration }) => expiration !== undefined,
  );
}

function providerOf(source: CredentialsSource, region: string): Provider {
  switch (source.kind) {
    case 'profile':
      // The region is for a role's STS; SSO has a region of its own in the profile. The files may just have been edited.
      return fromIni({
        profile: source.profile,
        ignoreCache: true,
        parentClientConfig: { region },
        ...(source.mfaCode && { mfaCodeProvider: source.mfaCode }),
      });
    case 'machine':
      return createCredentialChain(fromEnv(), fromTokenFile(), container, instance);
    case 'keys': {
      const { accessKeyId, secretAccessKey, sessionToken, expires } = source.keys;
      const credentials = {
        accessKeyId,
        secretAccessKey,
        ...(sessionToken && { sessionToken }),
        ...(expires !== undefined && { expiration: new Date(expires) }),
      };
      return () => Promise.resolve(credentials);
    }
    case 'usual':
      return fromNodeProviderChain({ parentClientConfig: { region } });
  }
}

const container: Provider = () => {
  const { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: relative, AWS_CONTAINER_CREDENTIALS_FULL_URI: full } =
    process.env;
  if (!relative && !full) throw noCredentials('No container role is named in the environment.');
  return fromHttp()();
};

const instance: Provider = async () => {
  const { AWS_EC2_METADATA_DISABLED: disabled } = process.env;
  if (disabled && disabled.toLowerCase() !== 'false') {
    throw noCredentials(
      'The environment has no keys, and AWS_EC2_METADATA_DISABLED keeps from asking for a role.',
    );
  }
  try {
    return await fromInstanceMetadata({ timeout: metadataTimeout, maxRetries: 0 })();
  } catch {
    // Its error is one of the network: there is nobody to answer.
    throw noCredentials('The environment has no keys, and this machine has no role.');
  }
};
