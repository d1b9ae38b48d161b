import path from 'node:path';
import type { TestAccount } from '../support/practice.ts';

/** The environment in which other clients find a practice account, and nothing else. @param home for their files. */
export function refereeEnv({ client }: TestAccount, home: string): NodeJS.ProcessEnv {
  const { endpoint, region, credentials } = client;
  return {
    PATH: process.env['PATH'],
    HOME: home,
    AWS_ENDPOINT_URL: endpoint,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: path.join(home, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(home, 'credentials'),
  };
}
