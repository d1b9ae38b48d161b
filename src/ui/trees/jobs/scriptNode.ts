import type { TreeNode } from '../treeNode.ts';

/** The script that a job runs, where it lies in S3. */
export interface ScriptNode extends TreeNode {
  readonly kind: 'script';
  readonly job: string;
  /** There is a file of it in the lab folder to compare it with. */
  readonly isLabs: boolean;
}

export function scriptNode(job: string, location: string, isLabs: boolean): ScriptNode {
  return { kind: 'script', id: 'script', uri: location || undefined, job, isLabs };
}
