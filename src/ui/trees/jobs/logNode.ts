import type { LabAccount } from '../../../lab/account.ts';
import type { JobRun } from '../../../lab/ports/jobs.ts';
import type { LogPlace } from '../../documents/logPlace.ts';
import type { TreeNode } from '../treeNode.ts';

/** What a run has written: what its script printed, or what Glue and Spark say of it. */
export interface LogNode extends TreeNode {
  readonly kind: 'log';
  readonly of: 'output' | 'error';
  /** Whose log it is; empty for the driver's own. */
  readonly executor: string;
  readonly log: LogPlace;
}

/** One stream of a run's log. */
export function logNode(
  account: LabAccount,
  job: string,
  run: JobRun,
  of: LogNode['of'],
  stream: string,
): LogNode {
  const executor = stream.slice(run.id.length + 1);
  return {
    kind: 'log',
    id: `${of} ${stream}`,
    of,
    executor,
    log: runLog(account, job, run, of, stream),
  };
}

/** Where a run's log lies. */
export function runLog(
  { kind, region, identity }: LabAccount,
  job: string,
  { id, logGroup }: JobRun,
  of: LogNode['of'],
  stream = id,
): LogPlace {
  return {
    group: `${logGroup}/${of}`,
    stream,
    title: `${job} ${of} ${stream}`,
    owner: { kind, region, account: identity.account },
    run: { job, id },
  };
}
