import type { Accounts, AccountChoice, ClientVariables, OpenOptions } from '../lab/ports/accounts.ts';
import { readAccount } from '../launch/accountFile.ts';
import { practiceStore } from './practiceStore.ts';

/** What an AWS client needs to know of a practice account. */
export interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Other addresses than AWS's own: they must lead nobody elsewhere. One for all services, and one for each. */
const addresses = {
  AWS_ENDPOINT_URL: undefined,
  AWS_ENDPOINT_URL_ATHENA: undefined,
  AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: undefined,
  AWS_ENDPOINT_URL_FIREHOSE: undefined,
  AWS_ENDPOINT_URL_GLUE: undefined,
  AWS_ENDPOINT_URL_IAM: undefined,
  AWS_ENDPOINT_URL_S3: undefined,
  AWS_ENDPOINT_URL_SAGEMAKER: undefined,
  AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME: undefined,
  AWS_ENDPOINT_URL_STS: undefined,
};
const noProfile = { AWS_PROFILE: undefined, AWS_DEFAULT_PROFILE: undefined };
const noKeys = {
  AWS_ACCESS_KEY_ID: undefined,
  AWS_SECRET_ACCESS_KEY: undefined,
  AWS_SESSION_TOKEN: undefined,
  AWS_SECURITY_TOKEN: undefined,
};

/** Variables with which AWS clients use a practice account. */
export function practiceVariables({ endpoint, region, credentials }: ClientSettings): ClientVariables {
  return {
    ...addresses,
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: undefined,
    AWS_ENDPOINT_URL: endpoint,
    ...inRegion(region),
    // A profile would win over the key, and a session's token does not belong to it.
    ...noProfile,
    ...keyVariables(credentials),
  };
}

/** Variables with which AWS clients use the account of a choice; see the port. */
export async function clientVariables(
  choice: AccountChoice,
  { store = practiceStore(), credentials }: Pick<OpenOptions, 'store' | 'credentials'>,
): ReturnType<Accounts['variables']> {
  switch (choice.kind) {
    case 'practice': {
      const account = await readAccount(store);
      return account && practiceVariables({ ...account, endpoint: `http://127.0.0.1:${account.port}` });
    }
    case 'profile':
      // Keys would win over the profile.
      return { ...addresses, ...noKeys, AWS_PROFILE: choice.profile, ...inRegion(choice.region) };
    case 'machine':
      return { ...addresses, ...noProfile, ...inRegion(choice.region) };
    case 'pasted':
      return (
        credentials && {
          ...addresses,
          ...noProfile,
          ...keyVariables(credentials),
          ...inRegion(choice.region),
        }
      );
  }
}

/** The AWS CLI 1 reads the second one only. */
const inRegion = (region: string) => ({ AWS_REGION: region, AWS_DEFAULT_REGION: region });

const keyVariables = (keys: NonNullable<OpenOptions['credentials']>): ClientVariables => ({
  ...noKeys,
  AWS_ACCESS_KEY_ID: keys.accessKeyId,
  AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
  AWS_SESSION_TOKEN: keys.sessionToken,
});
