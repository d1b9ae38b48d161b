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
  return {
    kind: 'log',
    id: `${of} ${stream}`,
    of,
    executor: executorOf(run.id, stream),
    log: runLog(account, job, run, of, stream),
  };
}

/** Whose log a stream is: the driver's has the name of its run, and those of executors go on behind that. */
const executorOf = (runId: string, stream: string): string => stream.slice(runId.length + 1);

/** So much of a run's id tells it from others for the eye: `jr_` and eight digits. */
const shortId = 11;

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
    title: [job, of, id.slice(0, shortId), executorOf(id, stream)].filter(Boolean).join(' '),
    owner: { kind, region, account: identity.account },
    run: { job, id },
  };
}
