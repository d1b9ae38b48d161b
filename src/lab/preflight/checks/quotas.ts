import { isAccessDenied } from '../../explain/isAccessDenied.ts';
import type { StageId } from '../../facts.ts';
import type { InstancesInUse, InstanceUse } from '../../ports/instances.ts';
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

/** What uses instances, and the actions that show how many. */
const users = {
  training: ['training jobs', 'sagemaker:ListTrainingJobs and sagemaker:DescribeTrainingJob'],
  transform: ['transform jobs', 'sagemaker:ListTransformJobs and sagemaker:DescribeTransformJob'],
  endpoint: [
    'endpoints',
    'sagemaker:ListEndpoints, sagemaker:DescribeEndpoint and sagemaker:DescribeEndpointConfig',
  ],
} as const satisfies Record<Use, readonly [what: string, actions: string]>;

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
      await Promise.all(uses.map(async (use) => [use, await useOf(context, use)] as const)),
    );
    return [
      ...needs.flatMap((need) =>
        findingsOf(need, values.get(quotaName(need)), running.get(need.use)?.inUse ?? []),
      ),
      ...uses.flatMap((use) => unseenFindings(use, running.get(use), needs)),
    ];
  },
};

/** What uses instances now; undefined where nobody may list it. */
async function useOf({ account, signal }: PreflightContext, use: Use): Promise<InstanceUse | undefined> {
  try {
    return await account.ports.instances[use](signal);
  } catch (error) {
    if (isAccessDenied(error)) return undefined;
    throw error;
  }
}

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

/** What the quota was not compared with. */
function unseenFindings(use: Use, found: InstanceUse | undefined, needs: readonly Need[]): Finding[] {
  const [what, actions] = users[use];
  const unseen = found?.unseen.filter((name) => !name.startsWith(labPrefix));
  if (unseen?.length === 0) return [];
  const some = unseen && `${unseen.slice(0, 3).join(', ')}${unseen.length > 3 ? ' …' : ''}`;
  return [
    {
      level: 'notChecked',
      what: `How many instances ${some === undefined ? `${what} of others use` : `the ${what} ${some} use`} now.`,
      why: `Looking at them was denied${use === 'endpoint' ? ', or their configuration is gone' : ''}; the quota was looked at without them.`,
      stage: needs.find((need) => need.use === use)?.stage ?? 'train',
      fix: `Allow ${actions}, or have somebody check who may.`,
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
