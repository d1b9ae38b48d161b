import type { LabAccount } from '../../../lab/account.ts';
import { isAccessDenied } from '../../../lab/explain/isAccessDenied.ts';
import { matchesPattern } from '../../../lab/event/patterns.ts';
import type { WorkflowRun } from '../../../lab/ports/workflows.ts';
import type { TreeNode } from '../treeNode.ts';

/** The lab's Glue workflow. */
export interface WorkflowNode extends TreeNode {
  readonly kind: 'workflow';
  readonly name: string;
  readonly latest: WorkflowRun | undefined;
}

/** The workflows that these patterns name; none where nobody may ask for them, as the lab needs none. */
export async function workflowNodes(
  { ports }: LabAccount,
  patterns: readonly string[],
  signal: AbortSignal,
): Promise<WorkflowNode[]> {
  const { workflows } = ports;
  try {
    const names = (await workflows.list(signal)).filter((name) => matchesPattern(patterns, name));
    return await Promise.all(
      names.map(async (name) => {
        const [latest] = await workflows.runs(name, signal);
        return { kind: 'workflow' as const, id: `workflow ${name}`, name, latest, readAbove: true };
      }),
    );
  } catch (error) {
    if (isAccessDenied(error)) return [];
    throw error;
  }
}
