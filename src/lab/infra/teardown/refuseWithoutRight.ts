import type { LabAccount } from '../../account.ts';
import { isAccessDenied } from '../../explain/isAccessDenied.ts';
import type { Stack } from '../../ports/stacks.ts';
import { Unchecked } from '../../preflight/finding.ts';
import { callerPrincipal } from '../../preflight/rights/callerPrincipal.ts';
import { isDenied } from '../../preflight/rights/simulateRights.ts';
import { StageError } from '../../stage.ts';

const action = 'cloudformation:DeleteStack';

/**
 * Throws a StageError when the caller may not delete the stack: CloudFormation says so only when it is asked to, and by
 * then the buckets are empty. Where IAM may not be asked, or cannot tell, nothing is said.
 */
export async function refuseWithoutRight(
  account: LabAccount,
  { id, name }: Stack,
  signal: AbortSignal,
): Promise<void> {
  if (!(await mayNot(account, id, signal))) return;
  throw new StageError(
    `${account.identity.arn} may not delete the stack ${name} (${action}): nothing was changed.`,
    'Let whoever deployed it tear it down, or allow this action in a policy of the user or role.',
  );
}

async function mayNot(account: LabAccount, stackId: string, signal: AbortSignal): Promise<boolean> {
  try {
    const principal = await callerPrincipal(account, signal);
    if (principal === undefined) return false;
    const { permissions } = account.ports;
    const verdicts = await permissions.simulate(
      { principal, actions: [action], resources: [stackId] },
      signal,
    );
    return verdicts.some(isDenied);
  } catch (error) {
    if (isAccessDenied(error) || error instanceof Unchecked) return false;
    throw error;
  }
}
