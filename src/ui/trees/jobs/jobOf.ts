import { isTreeNode } from '../treeNode.ts';

/** The job that a row or an argument names. */
export function jobOf(target: unknown): string | undefined {
  if (typeof target === 'string' && target) return target;
  if (!isTreeNode(target)) return undefined;
  const job = 'job' in target ? target.job : target.kind === 'job' ? target.name : undefined;
  return typeof job === 'string' ? job : undefined;
}
