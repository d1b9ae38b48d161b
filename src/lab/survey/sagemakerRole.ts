import type { LabAccount } from '../account.ts';
import type { LabEvent } from '../event.ts';
import { matchesPattern } from '../event/patterns.ts';
import { StageError } from '../stage.ts';

const sagemaker = 'sagemaker.amazonaws.com';
const denied = /^(AccessDenied|UnauthorizedOperation|NotAuthorized)/;

/**
 * The role that trains and serves: the one that the event names; else the one that was deployed for it; else the notebook
 * instance's; else one that SageMaker may take on. Accounts of events often let nobody list roles, which is no failure.
 */
export async function findSagemakerRole(
  { ports }: LabAccount,
  event: LabEvent,
  signal?: AbortSignal,
): Promise<string | undefined> {
  if (event.sagemakerRole !== undefined) return event.sagemakerRole;
  const stack = await unlessDenied(() => ports.stacks.get(event.stackName, signal));
  const deployed = stack?.outputs['SageMakerRoleArn'];
  if (deployed !== undefined) return deployed;
  const notebooks = await unlessDenied(() => ports.notebooks.list(signal));
  const notebook = notebooks?.find(({ name }) => matchesPattern(event.patterns.notebookInstance, name));
  const details = notebook && (await unlessDenied(() => ports.notebooks.get(notebook.name, signal)));
  if (details?.role) return details.role;
  const roles = await unlessDenied(() => ports.identity.roles(signal));
  // A role that AWS made for its own console features would lack the rights on the lab's buckets.
  const usable = roles?.filter(
    ({ trusted, arn }) => trusted.includes(sagemaker) && !arn.includes(':role/aws-service-role/'),
  );
  return usable?.[0]?.arn;
}

/** The role as above. Throws a StageError when there is none. */
export async function requireSagemakerRole(
  account: LabAccount,
  event: LabEvent,
  signal?: AbortSignal,
): Promise<string> {
  const role = await findSagemakerRole(account, event, signal);
  if (role !== undefined) return role;
  throw new StageError(
    'No role was found that SageMaker may train with: neither the stack nor a notebook instance names one, and there is none among the roles that may be listed.',
    'Ask the organisers for the ARN of the SageMaker role and set "sagemakerRole" in the event\'s file to it.',
  );
}

async function unlessDenied<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error && denied.test(error.name)) return undefined;
    throw error;
  }
}
