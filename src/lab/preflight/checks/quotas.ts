import type { StageId } from '../../facts.ts';
import type { InstancesInUse } from '../../ports/instances.ts';
import { labPrefix } from '../../sagemaker/sagemakerNames.ts';
import type { Finding } from '../finding.ts';
import { stopping, type PreflightCheck } from '../preflightCheck.ts';
import type { PreflightContext } from '../preflightContext.ts';

type Use = 'training' | 'transform' | 'endpoint';

/** What Service Quotas calls instances of a use. */
const quotaWords = {
  training: 'training job usage',
  transform: 'transform job usage',
  endpoint: 'endpoint usage',
} as const satisfies Record<Use, string>;

/** Instances that a stage needs at once. */
interface Need {
  readonly stage: StageId;
  readonly use: Use;
  readonly instanceType: string;
  readonly count: number;
}

/** The account's quotas leave room for the event's instances. */
export const quotas: PreflightCheck = {
  title: 'Quotas for instances',
  stage: 'train',
  run: async (context) => {
    const needs = needsOf(context);
    const names = [...new Set(needs.map(quotaName))];
    const values = await context.account.ports.quotas.values('sagemaker', names, context.signal);
    const uses = [...new Set(needs.map(({ use }) => use))];
    const running = new Map(
      await Promise.all(
        uses.map(async (use) => [use, await context.account.ports.instances[use](context.signal)] as const),
      ),
    );
    return needs.flatMap((need) =>
      findingsOf(need, values.get(quotaName(need)), running.get(need.use) ?? []),
    );
  },
};

function needsOf({ event: { training, endpoint, tuning } }: PreflightContext): Need[] {
  const { instanceType } = training;
  return [
    { stage: 'train', use: 'training', instanceType, count: 1 },
    { stage: 'deploy', use: 'endpoint', instanceType: endpoint.instanceType, count: 1 },
    { stage: 'tune', use: 'training', instanceType, count: Math.min(tuning.parallelJobs, tuning.jobs) },
    { stage: 'trainCapped', use: 'transform', instanceType, count: 1 },
  ];
}

const quotaName = ({ use, instanceType }: Need): string => `${instanceType} for ${quotaWords[use]}`;

function findingsOf(need: Need, quota: number | undefined, running: readonly InstancesInUse[]): Finding[] {
  const { stage, count, instanceType } = need;
  const name = quotaName(need);
  if (quota === undefined) {
    return [
      {
        level: 'notChecked',
        what: `How many "${name}" the account may have.`,
        why: 'Service Quotas has no quota of this name: there may be no such instance type in this region.',
        stage,
        fix: `Check that SageMaker offers ${instanceType} in this region, or set another instance type in the event's file.`,
      },
    ];
  }
  // The lab's own have room already: it follows them, or ends them.
  const others = running.filter(
    (each) => each.instanceType === instanceType && !each.name.startsWith(labPrefix),
  );
  const used = others.reduce((sum, each) => sum + each.count, 0);
  if (quota - used >= count) return [];
  return [
    {
      level: stopping(stage),
      what: `The quota "${name}" is ${quota}${used ? `, of which ${others.map((each) => each.name).join(', ')} ${others.length === 1 ? 'takes' : 'take'} ${used}` : ''}; the stage needs ${count}.`,
      why: 'SageMaker refuses to start more instances than the quota (ResourceLimitExceeded).',
      stage,
      fix: fixOf(need, quota, used),
    },
  ];
}

function fixOf({ stage, instanceType, count }: Need, quota: number, used: number): string {
  const raise = `ask for ${count + used} in Service Quotas (it may take days), or set another instance type in the event's file`;
  if (quota >= count) return `End what takes them, ${raise}.`;
  return stage === 'tune' && quota - used > 0
    ? `Set tuning.parallelJobs in the event's file to ${quota - used}, or ${raise}.`
    : `For ${instanceType}, ${raise}.`;
}
