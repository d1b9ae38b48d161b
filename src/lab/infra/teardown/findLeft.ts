import type { LabAccount } from '../../account.ts';
import { findCosts, findLeftovers } from '../../cleanUp/runningCosts.ts';
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

/** Who knows all names of a type, and what one of them is called. */
const services = {
  'AWS::S3::Bucket': {
    noun: 'bucket',
    names: async ({ ports }, signal) => (await ports.buckets.list(signal)).map(({ name }) => name),
  },
  'AWS::KinesisFirehose::DeliveryStream': {
    noun: 'delivery stream',
    names: ({ ports }, signal) => ports.streams.list(signal),
  },
  'AWS::Glue::Database': { noun: 'database', names: ({ ports }, signal) => ports.catalog.databases(signal) },
  'AWS::Glue::Crawler': { noun: 'crawler', names: ({ ports }, signal) => ports.crawlers.list(signal) },
  'AWS::Glue::Job': { noun: 'job', names: ({ ports }, signal) => ports.jobs.list(signal) },
  'AWS::SageMaker::NotebookInstance': {
    noun: 'notebook instance',
    names: async ({ ports }, signal) => (await ports.notebooks.list(signal)).map(({ name }) => name),
  },
  'AWS::IAM::Role': {
    noun: 'role',
    names: async ({ ports }, signal) => (await ports.identity.roles(signal)).map(({ name }) => name),
  },
} as const satisfies Record<
  AskedType,
  { noun: string; names: (account: LabAccount, signal: AbortSignal) => Promise<string[]> }
>;

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
    const { noun, names } = services[type];
    try {
      const there = new Set(await names(account, signal));
      return own.filter((name) => there.has(name)).map((name) => `${noun} ${name}`);
    } catch (error) {
      if (!isAccessDenied(error)) throw error;
      denied.push(type);
      return [];
    }
  });
  const there = (await Promise.all([...asked, workLeft(account, signal)])).flat();
  const isAsked = (type: string): boolean => type in services && !denied.includes(type);
  const notAsked = wanted.map(({ type }) => type).filter((type) => !isAsked(type));
  return { there, notAsked: [...new Set(notAsked)].sort() };
}

/** What the lab itself has made, and is still there. */
async function workLeft(account: LabAccount, signal: AbortSignal): Promise<string[]> {
  const [costs, { configs, models }, buckets] = await Promise.all([
    findCosts(account, signal),
    findLeftovers(account, signal),
    ownScriptBuckets(account, signal),
  ]);
  return [
    ...costs.filter(({ ofTheLab }) => ofTheLab).map(({ kind, name }) => `${kind} ${name}`),
    ...configs.map((name) => `endpoint configuration ${name}`),
    ...models.map((name) => `model ${name}`),
    ...buckets.map((name) => `bucket ${name}`),
  ];
}
