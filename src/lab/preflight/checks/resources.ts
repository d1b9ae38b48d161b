import type { StageId } from '../../facts.ts';
import { stages } from '../../stages.ts';
import { regionSeen } from '../../survey/regionSeen.ts';
import { problemOf, resourceWords, restoreFix, surveyFix, type Resources } from '../../survey/resources.ts';
import { findSagemakerRole } from '../../survey/sagemakerRole.ts';
import type { Finding } from '../finding.ts';
import type { Presence } from '../known.ts';
import type { PreflightCheck } from '../preflightCheck.ts';
import type { PreflightContext } from '../preflightContext.ts';

/** The stage that each kind of resource is first needed for. */
const neededFor = {
  submissionsBucket: 'publish',
  deliveryStream: 'publish',
  submissionsDatabase: 'crawlSubmissions',
  submissionsCrawler: 'crawlSubmissions',
  job: 'prepareJob',
  curatedBucket: 'runEtl',
  curatedDatabase: 'crawlCurated',
  curatedCrawler: 'crawlCurated',
  queryResultsBucket: 'split',
  publishedBucket: 'split',
} as const satisfies Record<keyof Resources, StageId>;

/** Each resource of the event's patterns is there, once. */
export const resources: PreflightCheck = {
  title: 'Resources of the event',
  stage: 'survey',
  run: async (context) => {
    const presence = await context.known.presence();
    const kinds = Object.keys(neededFor) as (keyof Resources)[];
    const found = await Promise.all(kinds.map((kind) => findingsOf(context, presence, kind)));
    return [...elsewhere(context, presence), ...found.flat(), ...(await roleFindings(context))];
  },
};

async function findingsOf(
  context: PreflightContext,
  { names, denied }: Presence,
  kind: keyof Resources,
): Promise<Finding[]> {
  const { account, event } = context;
  const stage = neededFor[kind];
  if (denied.has(kind)) {
    return [
      {
        level: 'notChecked',
        what: `Whether there is a ${resourceWords[kind]} called ${event.patterns[kind].join(' or ')}.`,
        why: 'Listing what there is was denied.',
        stage: 'survey',
        fix: 'Allow the listing: the lab finds its resources by it.',
      },
    ];
  }
  const what = problemOf(kind, names[kind], event);
  if (what === undefined) return [];
  return [
    {
      level: 'problem',
      what,
      why: `"${stages[stage].title}" is the first stage that works with it, and no stage begins without it.`,
      stage,
      ...(names[kind].length
        ? { fix: surveyFix(account, event, { names }) }
        : await bringingBack(context, names)),
    },
  ];
}

/** How a resource comes back that is not there. */
async function bringingBack(
  { account, event, known }: PreflightContext,
  names: Presence['names'],
): Promise<Pick<Finding, 'fix' | 'action'>> {
  if (account.kind === 'practice') {
    return { fix: surveyFix(account, event, { names }), action: 'resetPractice' };
  }
  const { fix, ...how } = await known.restoring();
  return how.action === 'deploy'
    ? { fix: surveyFix(account, event, { names }), ...how }
    : { fix: `${restoreFix(account, event)} If it was deleted, bring it back. ${fix}`, ...how };
}

/** Buckets show from every region: their names may tell where the rest is. */
function elsewhere({ account }: PreflightContext, presence: Presence): Finding[] {
  const seen = regionSeen(presence, account.region);
  if (seen === undefined || seen === 'here') return [];
  return [
    {
      level: 'warning',
      what: `The names of the lab's buckets speak of ${seen}, and nothing else of the lab is in ${account.region}.`,
      why: 'Stream, crawlers and job are looked for in one region only.',
      stage: 'survey',
      fix: `Choose the account in ${seen}.`,
      action: 'chooseAccount',
    },
  ];
}

async function roleFindings({ account, event, signal }: PreflightContext): Promise<Finding[]> {
  if ((await findSagemakerRole(account, event, signal)) !== undefined) return [];
  return [
    {
      level: 'problem',
      what: 'No role was found that SageMaker may train with.',
      why: 'Neither the stack nor a notebook instance names one, and there is none among the roles that may be listed.',
      stage: 'train',
      fix: 'Set "sagemakerRole" in the event\'s file to the ARN of the role for SageMaker.',
    },
  ];
}
