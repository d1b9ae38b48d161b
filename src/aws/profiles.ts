import { getSSOTokenFromFile, loadSharedConfigFiles, type SSOToken } from '@smithy/core/config';
import type { Profile } from '../lab/ports/accounts.ts';

/** A profile as it stands in the files; the credentials file wins. */
type Settings = Readonly<Record<string, string | undefined>>;

/**
 * Profiles of AWS's configuration files (`AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE`, else those in `~/.aws`), in
 * their order; none where there are no such files. Sections without anything that gives credentials are left out.
 */
export async function listProfiles(): Promise<readonly Profile[]> {
  return Object.entries(await readProfiles())
    .filter(([, settings]) => givesCredentials(settings))
    .map(([name, settings]) => ({
      name,
      region: settings['region'],
      sso: 'sso_session' in settings || 'sso_start_url' in settings,
    }));
}

/** The address that a profile itself names for all services, as `endpoint_url`; undefined: AWS's own. */
export async function profileEndpoint(name: string): Promise<string | undefined> {
  return (await readProfiles())[name]?.['endpoint_url'];
}

/**
 * When the sign-in of an SSO profile, or of the one that a role's profile takes its credentials from, ends; undefined for other
 * profiles, and where a refresh token prolongs it: how long, AWS alone knows.
 */
export async function signInEnd(name: string): Promise<Date | undefined> {
  const { sso_session: session, sso_start_url: startUrl } = signingIn(await readProfiles(), name);
  const token = session ?? startUrl;
  if (token === undefined) return undefined;
  try {
    const { expiresAt, refreshToken } = (await getSSOTokenFromFile(token)) as SSOToken;
    const end = new Date(expiresAt);
    // The SDK refreshes the tokens of SSO sessions only.
    const isRefreshed = session !== undefined && refreshToken !== undefined;
    return isRefreshed || Number.isNaN(end.getTime()) ? undefined : end;
  } catch {
    // Nobody is signed in: who asks for credentials is told so.
    return undefined;
  }
}

/** The profile that a chain of roles takes its first credentials from. */
function signingIn(
  all: Readonly<Record<string, Settings>>,
  name: string,
  above: readonly string[] = [],
): Settings {
  const settings = all[name] ?? {};
  const { role_arn: role, source_profile: source } = settings;
  // A role's profile may name itself.
  const isLast = role === undefined || source === undefined || [...above, name].includes(source);
  return isLast ? settings : signingIn(all, source, [...above, name]);
}

async function readProfiles(): Promise<Readonly<Record<string, Settings>>> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  // What is no profile the loader marks by a prefix and a point.
  const names = Object.keys(configFile).filter((name) => !/^(sso-session|services)\./.test(name));
  const all = new Set([...names, ...Object.keys(credentialsFile)]);
  return Object.fromEntries(
    [...all].map((name) => [name, { ...configFile[name], ...credentialsFile[name] }]),
  );
}

const giving = [
  'aws_access_key_id',
  'role_arn',
  'sso_session',
  'sso_start_url',
  'credential_process',
  'web_identity_token_file',
  'login_session',
];

const givesCredentials = (settings: Settings): boolean => giving.some((name) => name in settings);
