import type { LabAccount, Ports } from '../../account.ts';
import { findSagemakerWork } from '../../cleanUp/runningCosts.ts';
import { ownScriptBuckets } from '../../cleanUp/scriptBuckets.ts';
import { isAccessDenied } from '../../explain/isAccessDenied.ts';
import type { TeardownPlan } from './planTeardown.ts';
import { stackNames, type AskedType } from './stackNames.ts';

/** What the services say after tearing down. */
export interface Left {
  /** What should be gone, and is there. */
  readonly there: readonly string[];
  /** Types of the stack's resources that no service was asked about: CloudFormation's word stands for them. */
  readonly notAsked: readonly string[];
}

/** Those of `names` that are among all names of a kind. */
const among =
  (list: (ports: Ports, signal: AbortSignal) => Promise<readonly string[]>) =>
  async (ports: Ports, names: readonly string[], signal: AbortSignal): Promise<string[]> => {
    const all = new Set(await list(ports, signal));
    return names.filter((name) => all.has(name));
  };

/** What one of a type is called, and who knows which of them are there. */
const services = {
  'AWS::S3::Bucket': {
    noun: 'bucket',
    there: among(async ({ buckets }, signal) => (await buckets.list(signal)).map(({ name }) => name)),
  },
  'AWS::KinesisFirehose::DeliveryStream': {
    noun: 'delivery stream',
    there: among(({ streams }, signal) => streams.list(signal)),
  },
  'AWS::Glue::Database': {
    noun: 'database',
    there: among(({ catalog }, signal) => catalog.databases(signal)),
  },
  'AWS::Glue::Classifier': {
    noun: 'classifier',
    there: async ({ crawlers }, names, signal) => {
      const found = await Promise.all(names.map((name) => crawlers.classifier(name, signal)));
      return names.filter((_, index) => found[index]);
    },
  },
  'AWS::Glue::Crawler': { noun: 'crawler', there: among(({ crawlers }, signal) => crawlers.list(signal)) },
  'AWS::Glue::Job': { noun: 'job', there: among(({ jobs }, signal) => jobs.list(signal)) },
  'AWS::Glue::Workflow': {
    noun: 'workflow',
    there: among(({ workflows }, signal) => workflows.list(signal)),
  },
  'AWS::SageMaker::NotebookInstance': {
    noun: 'notebook instance',
    there: among(async ({ notebooks }, signal) => (await notebooks.list(signal)).map(({ name }) => name)),
  },
  'AWS::IAM::Role': {
    noun: 'role',
    there: among(async ({ identity }, signal) => (await identity.roles(signal)).map(({ name }) => name)),
  },
} as const satisfies Record<
  AskedType,
  {
    noun: string;
    there: (ports: Ports, names: readonly string[], signal: AbortSignal) => Promise<string[]>;
  }
>;

/** Types that are gone with what they belong to: a bucket's policy, a workflow's triggers. */
const parts = ['AWS::S3::BucketPolicy', 'AWS::Glue::Trigger'];

/** Asks the services, not the stack, what of the plan is still there. */
export async function findLeft(
  account: LabAccount,
  { resources }: TeardownPlan,
  retained: readonly string[],
  signal: AbortSignal,
): Promise<Left> {
  const wanted = resources.filter(({ logicalId }) => !retained.includes(logicalId));
  const types = Object.keys(services) as AskedType[];
  const denied: string[] = [];
  const asked = types.map(async (type) => {
    const own = stackNames(wanted, type);
    if (!own.length) return [];
    const { noun, there } = services[type];
    try {
      return (await there(account.ports, own, signal)).map((name) => `${noun} ${name}`);
    } catch (error) {
      if (!isAccessDenied(error)) throw error;
      denied.push(type);
      return [];
    }
  });
  const there = (await Promise.all([...asked, workLeft(account, signal)])).flat();
  const isAsked = (type: string): boolean =>
    parts.includes(type) || (type in services && !denied.includes(type));
  const notAsked = wanted.map(({ type }) => type).filter((type) => !isAsked(type));
  return { there, notAsked: [...new Set(notAsked)].sort() };
}

/** What the lab itself has made, and is still there. */
async function workLeft(account: LabAccount, signal: AbortSignal): Promise<string[]> {
  const [{ costs, configs, models }, buckets] = await Promise.all([
    findSagemakerWork(account, signal),
    ownScriptBuckets(account, signal),
  ]);
  return [
    ...costs.map(({ kind, name }) => `${kind} ${name}`),
    ...configs.map((name) => `endpoint configuration ${name}`),
    ...models.map((name) => `model ${name}`),
    ...buckets.map((name) => `bucket ${name}`),
  ];
}
