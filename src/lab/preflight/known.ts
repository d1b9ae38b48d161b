import type { LabAccount } from '../account.ts';
import { isAccessDenied } from '../explain/isAccessDenied.ts';
import type { Crawler } from '../ports/crawlers.ts';
import type { DeliveryStream } from '../ports/deliveryStreams.ts';
import type { Job } from '../ports/jobs.ts';
import type { Stack } from '../ports/stacks.ts';
import {
  findResources,
  resourcesOf,
  resourceWords,
  type Found,
  type Resources,
} from '../survey/resources.ts';
import { Unchecked, type Finding } from './finding.ts';
import type { PreflightInput } from './preflightContext.ts';
import { restoring } from './restoring.ts';
import { createSimulate, type Simulate } from './rights/simulate.ts';

/** What was found of the lab's resources, and which kinds nobody may list. */
export interface Presence extends Found {
  readonly denied: ReadonlySet<keyof Resources>;
}

/** What several checks ask alike. Throws Unchecked for what is not there, or not there once: `resources` tells of that. */
export interface Known {
  presence(): Promise<Presence>;
  /** The name of the one resource of a kind. */
  name(kind: keyof Resources): Promise<string>;
  /** All names. */
  names(): Promise<Resources>;
  job(): Promise<Job>;
  stream(): Promise<DeliveryStream>;
  crawler(kind: 'submissionsCrawler' | 'curatedCrawler'): Promise<Crawler>;
  /** The ARN of a role that a service names by ARN or by name alone; undefined when there is none. */
  roleArn(role: string): Promise<string | undefined>;
  /** IAM's simulation, in turn for all checks. */
  readonly simulate: Simulate;
  /** The event's stack; undefined when there is none. */
  stack(): Promise<Stack | undefined>;
  /** How something that the stack should have made, and that is not there, is made. */
  restoring(): Promise<Pick<Finding, 'fix' | 'action'>>;
}

/** Looks at each thing when it is first asked for, and only once. */
export function createKnown({ account, event }: PreflightInput, signal: AbortSignal): Known {
  let found: Promise<Presence> | undefined;
  const presence = (): Promise<Presence> => (found ??= lookAround(account, event, signal));
  const name = async (kind: keyof Resources): Promise<string> => {
    const { names, denied } = await presence();
    const [first, ...more] = names[kind];
    const words = resourceWords[kind];
    if (denied.has(kind)) {
      throw new Unchecked(
        `Nobody knows the ${words}: listing it was denied.`,
        'Allow listing it, then check again.',
      );
    }
    if (first === undefined || more.length) {
      throw new Unchecked(
        first === undefined ? `There is no ${words} to look at.` : `There is more than one ${words}.`,
        `See to it that there is one ${words}, then check again.`,
      );
    }
    return first;
  };
  const { jobs, streams, crawlers, stacks } = account.ports;
  let stackFound: Promise<Stack | undefined> | undefined;
  const stack = (): Promise<Stack | undefined> => (stackFound ??= stacks.get(event.stackName, signal));
  return {
    presence,
    name,
    names: async () => {
      const seen = await presence();
      await Promise.all((Object.keys(seen.names) as (keyof Resources)[]).map(name));
      return resourcesOf(seen);
    },
    job: async () => jobs.get(await name('job'), signal),
    stream: async () => streams.describe(await name('deliveryStream'), signal),
    crawler: async (kind) => crawlers.get(await name(kind), signal),
    roleArn: async (role) =>
      role.startsWith('arn:') ? role : (await account.ports.permissions.role(role, signal))?.arn,
    simulate: createSimulate(account, signal),
    stack,
    restoring: async () => {
      try {
        return restoring((await stack())?.status);
      } catch (error) {
        if (!isAccessDenied(error)) throw error;
        return { fix: 'Have the lab resources deployed by somebody who may.' };
      }
    },
  };
}

/** Looks for the lab's resources; a list that is denied leaves its kinds open, and no others. */
async function lookAround(
  account: LabAccount,
  event: PreflightInput['event'],
  signal: AbortSignal,
): Promise<Presence> {
  const denied = new Set<keyof Resources>();
  const { buckets, streams, catalog, crawlers, jobs } = account.ports;
  const guarded =
    <T>(list: (signal?: AbortSignal) => Promise<T[]>, ...kinds: (keyof Resources)[]) =>
    async (): Promise<T[]> => {
      try {
        return await list(signal);
      } catch (error) {
        if (!isAccessDenied(error)) throw error;
        kinds.forEach((kind) => denied.add(kind));
        return [];
      }
    };
  const found = await findResources(
    {
      region: account.region,
      ports: {
        buckets: {
          region: (name) => buckets.region(name, signal),
          list: guarded(
            (on) => buckets.list(on),
            'submissionsBucket',
            'curatedBucket',
            'publishedBucket',
            'queryResultsBucket',
          ),
        },
        streams: { list: guarded((on) => streams.list(on), 'deliveryStream') },
        catalog: {
          databases: guarded((on) => catalog.databases(on), 'submissionsDatabase', 'curatedDatabase'),
        },
        crawlers: { list: guarded((on) => crawlers.list(on), 'submissionsCrawler', 'curatedCrawler') },
        jobs: { list: guarded((on) => jobs.list(on), 'job') },
      },
    },
    event,
  );
  return { ...found, denied };
}
