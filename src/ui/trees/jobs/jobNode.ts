import type { LabAccount } from '../../../lab/account.ts';
import type { JobRun } from '../../../lab/ports/jobs.ts';
import type { TreeNode } from '../treeNode.ts';
import { runNode } from './runNode.ts';
import { scriptNode } from './scriptNode.ts';

/** A Glue job. */
export interface JobNode extends TreeNode {
  readonly kind: 'job';
  readonly name: string;
  /** Its latest run. */
  readonly latest: JobRun | undefined;
  /** The lab runs it. */
  readonly isLabs: boolean;
}

/** A job; below it the script that it runs, and its runs, the newest first. */
export async function jobNode(
  account: LabAccount,
  name: string,
  isLabs: boolean,
  signal: AbortSignal,
): Promise<JobNode> {
  const { jobs } = account.ports;
  const runs = await jobs.runs(name, signal);
  return {
    kind: 'job',
    id: name,
    name,
    latest: runs[0],
    isLabs,
    readAbove: true,
    children: async (own) => {
      const { scriptLocation } = await jobs.get(name, own);
      return [
        scriptNode(name, scriptLocation, isLabs),
        ...runs.map((run) => runNode(account, name, run, isLabs)),
      ];
    },
  };
}
