import type { LabAccount } from '../account.ts';
import type { Stack, StackResource } from '../ports/stacks.ts';

/** What is deployed. */
export interface StackLook {
  readonly stack: Stack;
  /** Those that were deleted are left out. */
  readonly resources: readonly StackResource[];
  /** Whether the stack was made from another template than the one that deploying would send now. */
  readonly outdated: boolean;
}

/** Looks at the lab's stack; undefined when there is none. */
export async function lookAtStack(
  { ports: { stacks } }: LabAccount,
  { stackName, template }: { readonly stackName: string; readonly template: string },
  signal?: AbortSignal,
): Promise<StackLook | undefined> {
  const stack = await stacks.get(stackName, signal);
  if (!stack) return undefined;
  const [resources, deployed] = await Promise.all([
    stacks.resources(stack.id, signal),
    stacks.template(stack.id, signal),
  ]);
  return {
    stack,
    resources: resources.filter(({ status }) => status !== 'DELETE_COMPLETE'),
    outdated: deployed.trim() !== template.trim(),
  };
}
