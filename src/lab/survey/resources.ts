import type { LabAccount, Ports } from '../account.ts';
import type { LabEvent } from '../event.ts';
import { matchesPattern, type NamePatterns } from '../event/patterns.ts';
import { bucketsOfRegion } from '../s3/bucketsOfRegion.ts';
import { StageError } from '../stage.ts';

/** The kinds of resources that an event brings with it, with the pattern each is found by and its name in sentences. */
export const resourceWords = {
  submissionsBucket: 'submissions bucket',
  curatedBucket: 'curated bucket',
  publishedBucket: 'published bucket',
  queryResultsBucket: 'query results bucket',
  deliveryStream: 'delivery stream',
  submissionsDatabase: 'submissions database',
  curatedDatabase: 'curated database',
  submissionsCrawler: 'submissions crawler',
  curatedCrawler: 'curated crawler',
  job: 'Glue job',
} as const satisfies Partial<Record<keyof NamePatterns, string>>;

type Kind = keyof typeof resourceWords;

/** The names of the lab's resources in an account. */
export type Resources = Readonly<Record<Kind, string>>;

/** What was found, complete or not. */
export interface Found {
  readonly names: Readonly<Record<Kind, readonly string[]>>;
  /** A sentence for each kind that is missing or there more than once. */
  readonly problems: readonly string[];
}

/** What lists the kinds of resources. */
export interface ResourceLists {
  readonly region: string;
  readonly ports: {
    readonly buckets: Pick<Ports['buckets'], 'list' | 'region'>;
    readonly streams: Pick<Ports['streams'], 'list'>;
    readonly catalog: Pick<Ports['catalog'], 'databases'>;
    readonly crawlers: Pick<Ports['crawlers'], 'list'>;
    readonly jobs: Pick<Ports['jobs'], 'list'>;
  };
}

/** Looks for the lab's resources by the event's name patterns. */
export async function findResources(
  account: ResourceLists,
  event: LabEvent,
  signal?: AbortSignal,
): Promise<Found> {
  const { ports } = account;
  const [buckets, streams, databases, crawlers, jobs] = await Promise.all([
    ports.buckets.list(signal).then((list) => list.map(({ name }) => name)),
    ports.streams.list(signal),
    ports.catalog.databases(signal),
    ports.crawlers.list(signal),
    ports.jobs.list(signal),
  ]);
  const there: Record<Kind, readonly string[]> = {
    submissionsBucket: buckets,
    curatedBucket: buckets,
    publishedBucket: buckets,
    queryResultsBucket: buckets,
    deliveryStream: streams,
    submissionsDatabase: databases,
    curatedDatabase: databases,
    submissionsCrawler: crawlers,
    curatedCrawler: crawlers,
    job: jobs,
  };
  const found = await Promise.all(
    allKinds.map(async (kind) => {
      const fitting = there[kind].filter((name) => matchesPattern(event.patterns[kind], name));
      return [kind, there[kind] === buckets ? await nearest(account, fitting, signal) : fitting] as const;
    }),
  );
  const names = Object.fromEntries(found) as Record<Kind, string[]>;
  return { names, problems: allKinds.flatMap((kind) => problemOf(kind, names[kind], event) ?? []) };
}

/** Of several buckets that are called alike, those of the account's region: each region may have a lab of its own. */
async function nearest(account: ResourceLists, names: string[], signal?: AbortSignal): Promise<string[]> {
  if (names.length < 2) return names;
  const here = await bucketsOfRegion(account, names, signal);
  return here.length ? here : names;
}

/** The lab's resources. Throws a StageError that names everything missing or double. */
export async function requireResources(
  account: LabAccount,
  event: LabEvent,
  signal?: AbortSignal,
): Promise<Resources> {
  const found = await findResources(account, event, signal);
  if (found.problems.length)
    throw new StageError(problemText(account, found), surveyFix(account, event, found));
  return resourcesOf(found);
}

/** The names of a complete find. */
export function resourcesOf({ names }: Found): Resources {
  return Object.fromEntries(allKinds.map((kind) => [kind, names[kind][0] ?? ''])) as Record<Kind, string>;
}

/** What is wrong with what was found. Where there is nothing at all, that says more than a sentence for each kind. */
export function problemText({ identity, region }: LabAccount, found: Found): string {
  return isNothingFound(found)
    ? `Nothing of the lab is deployed in account ${identity.account}, region ${region}.`
    : found.problems.join(' ');
}

const isNothingFound = ({ names }: Pick<Found, 'names'>): boolean =>
  Object.values(names).every(({ length }) => !length);

/** What to do when resources are missing or double. */
export function surveyFix(account: LabAccount, event: LabEvent, found?: Pick<Found, 'names'>): string {
  if (found && isNothingFound(found)) {
    const where = account.kind === 'aws' ? ', or choose the account and region of your event' : '';
    return `Deploy the lab's resources${where}. In a terminal: npm run infra -- deploy.`;
  }
  return restoreFix(account, event);
}

/** What to do when something of the lab is missing, or there twice, where other things of it are found. */
export function restoreFix(account: LabAccount, event: LabEvent): string {
  return account.kind === 'practice'
    ? 'Reset the practice account: that brings back everything the lab starts with.'
    : `Check that account ${account.identity.account} and region ${account.region} are those of your event, or name the right ones in the patterns of the event's file (event "${event.name}").`;
}

const allKinds = Object.keys(resourceWords) as Kind[];

/** What is wrong with the names that were found of a kind, in one sentence; undefined when there is just one. */
export function problemOf(
  kind: keyof Resources,
  names: readonly string[],
  event: LabEvent,
): string | undefined {
  const pattern = event.patterns[kind].join(' or ');
  if (!names.length) return `No ${resourceWords[kind]} is called ${pattern}.`;
  if (names.length === 1) return undefined;
  return `More than one ${resourceWords[kind]} is called ${pattern}: ${names.join(', ')}.`;
}
