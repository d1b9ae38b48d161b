import type { LabAccount } from '../../../lab/account.ts';
import { explain } from '../../../lab/explain/explain.ts';
import type { JobRun } from '../../../lab/ports/jobs.ts';
import { factNode, type FactNode } from '../factNode.ts';
import type { TreeNode } from '../treeNode.ts';
import { logNode, type LogNode } from './logNode.ts';

/** One run of a job. */
export interface RunNode extends TreeNode {
  readonly kind: 'run';
  readonly job: string;
  readonly run: JobRun;
}

/** A run; below it why it failed, and what it wrote to its logs. */
export function runNode(account: LabAccount, job: string, run: JobRun, isLabs: boolean): RunNode {
  return {
    kind: 'run',
    id: run.id,
    name: run.id,
    job,
    run,
    readAbove: true,
    children: async (signal) => [
      ...failureFacts(account, job, run, isLabs),
      ...(await logsOf(account, job, run, signal)),
    ],
  };
}

/** What Glue says of a run that failed, and what that means where it is known. */
function failureFacts(
  { kind: account, region }: LabAccount,
  job: string,
  { errorMessage }: JobRun,
  isLabs: boolean,
): FactNode[] {
  if (!errorMessage) return [];
  const stage = isLabs ? 'runEtl' : undefined;
  const { kind, why, nextAction } = explain(new Error(errorMessage), {
    account,
    region,
    resource: job,
    stage,
  });
  const fact = (label: string, value: string, icon: string): FactNode =>
    factNode(label, value, { icon, detail: value });
  const error = fact('Error', errorMessage, 'error');
  return kind === 'unknown'
    ? [error]
    : [error, fact('Why', why, 'question'), fact('What to do', nextAction, 'arrow-right')];
}

/** The streams of both logs: the driver's, named after the run, and on AWS one for each executor. */
async function logsOf(
  account: LabAccount,
  job: string,
  run: JobRun,
  signal: AbortSignal,
): Promise<LogNode[]> {
  const logs = await Promise.all(
    (['output', 'error'] as const).map(async (of) => {
      const streams = await account.ports.logs.streams(`${run.logGroup}/${of}`, run.id, signal);
      return streams.map((stream) => logNode(account, job, run, of, stream));
    }),
  );
  return logs.flat();
}
