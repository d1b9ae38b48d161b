import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** AWS's configuration files in a temporary home folder. */
export interface AwsFiles {
  /** The variables with which the SDK reads these files, and nothing else of this machine. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Puts a token there as `aws sso login` does, under the address where one signs in, or the name of the SSO session. */
  signIn(name: string, token: { accessToken: string; expiresAt: Date; refreshToken?: string }): void;
  remove(): void;
}

/** Writes `config` and `credentials` as the texts say. */
export function makeAwsFiles(config: string, credentials = ''): AwsFiles {
  const home = mkdtempSync(path.join(os.tmpdir(), 'aws-files-'));
  const folder = path.join(home, '.aws');
  mkdirSync(path.join(folder, 'sso/cache'), { recursive: true });
  writeFileSync(path.join(folder, 'config'), config);
  writeFileSync(path.join(folder, 'credentials'), credentials);
  return {
    env: {
      HOME: home,
      USERPROFILE: home,
      AWS_CONFIG_FILE: path.join(folder, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'credentials'),
      AWS_PROFILE: undefined,
      AWS_REGION: undefined,
      AWS_DEFAULT_REGION: undefined,
      AWS_ACCESS_KEY_ID: undefined,
      AWS_SECRET_ACCESS_KEY: undefined,
      AWS_SESSION_TOKEN: undefined,
      AWS_ENDPOINT_URL: undefined,
      AWS_CONTAINER_CREDENTIALS_FULL_URI: undefined,
      AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: undefined,
      AWS_WEB_IDENTITY_TOKEN_FILE: undefined,
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    signIn: (name, token) => {
      const file = `${createHash('sha1').update(name).digest('hex')}.json`;
      writeFileSync(
        path.join(folder, 'sso/cache', file),
        JSON.stringify({ ...token, startUrl: 'https://example.awsapps.com/start', region: 'eu-north-1' }),
      );
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}
