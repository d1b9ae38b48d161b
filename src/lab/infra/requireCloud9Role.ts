import type { LabAccount } from '../account.ts';
import { isAccessDenied } from '../explain/isAccessDenied.ts';
import { StageError } from '../stage.ts';

const roleName = 'AWSCloud9SSMAccessRole';

/**
 * Throws a StageError where Cloud9 could not make an environment: one that only Session Manager reaches needs a role that
 * Cloud9's console makes, and CloudFormation does not. Without it the stack fails after minutes, with hardly a word. Where
 * roles may not be listed, nothing is said.
 */
export async function requireCloud9Role({ ports, kind }: LabAccount, signal: AbortSignal): Promise<void> {
  // The practice account only records environments.
  if (kind === 'practice') return;
  try {
    const roles = await ports.identity.roles(signal);
    if (roles.some(({ name }) => name === roleName)) return;
  } catch (error) {
    if (isAccessDenied(error)) return;
    throw error;
  }
  throw new StageError(
    `Cloud9 needs the role ${roleName} and the instance profile AWSCloud9SSMInstanceProfile, and there is no such role: nothing was deployed.`,
    'Make an environment with access by Systems Manager in Cloud9\'s console once, which makes both, or make them as its user guide says under "Managing instance profiles for Systems Manager with the AWS CLI".',
  );
}
