import type { LabAccount } from '../../account.ts';
import { Unchecked } from '../finding.ts';

/**
 * The ARN whose policies say what the caller may do: a user's own, or the role's that a session was taken on from (SSO,
 * a console's switch, an instance's role). Undefined for the root user, who may do everything.
 * @throws Unchecked for sessions that have no such policies.
 */
export async function callerPrincipal(
  { identity, ports }: Pick<LabAccount, 'identity' | 'ports'>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { arn } = identity;
  if (arn.endsWith(':root')) return undefined;
  const [, role] = /:assumed-role\/([^/]+)\//.exec(arn) ?? [];
  if (role === undefined) {
    if (arn.includes(':user/')) return arn;
    throw new Unchecked(
      `IAM simulates users and roles only, and the caller is ${arn}.`,
      'Check with the user or role that attendees get.',
    );
  }
  // The session's ARN leaves out the role's path, which roles of IAM Identity Center have.
  const found = await ports.permissions.role(role, signal);
  if (found) return found.arn;
  throw new Unchecked(
    `The role ${role} of the caller was not found.`,
    'Check with the user or role that attendees get.',
  );
}
