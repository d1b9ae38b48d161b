import type { CredentialsSource } from './credentials.ts';
import { signInEnd } from './profiles.ts';

/**
 * When credentials of a source (undefined: keys that were handed over) end for good; undefined for those that do not, or do
 * not say so. Keys that were given end at their time. What a role, a command or SSO gives the SDK gets anew by itself; of SSO,
 * only as long as somebody is signed in, and what was got before holds on to its own end.
 */
export async function credentialsEnd(
  { accessKeyId, expiration }: { readonly accessKeyId: string; readonly expiration?: Date | undefined },
  source: CredentialsSource | undefined,
): Promise<Date | undefined> {
  const { AWS_ACCESS_KEY_ID: ofEnvironment, AWS_PROFILE: usual } = process.env;
  const isGiven = source === undefined || source.kind === 'keys' || accessKeyId === ofEnvironment;
  if (isGiven || !expiration) return expiration;
  if (source.kind === 'machine') return undefined;
  const signedInUntil = await signInEnd(source.kind === 'profile' ? source.profile : (usual ?? 'default'));
  return signedInUntil && new Date(Math.max(signedInUntil.getTime(), expiration.getTime()));
}
