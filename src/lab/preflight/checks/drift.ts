import type { StageId } from '../../facts.ts';
import { poll } from '../../follow/poll.ts';
import type { DriftDetection, ResourceDrift, Stack } from '../../ports/stacks.ts';
import type { Finding } from '../finding.ts';
import type { PreflightContext } from '../preflightContext.ts';
import { restoring } from '../restoring.ts';

/** Seconds between two looks at a detection. */
const lookEvery = 5;

/** What the lab itself changes: the job's script is uploaded to a bucket that the lab makes. */
const expected: readonly { readonly type: string; readonly path: string }[] = [
  { type: 'AWS::Glue::Job', path: '/Command/ScriptLocation' },
];

/** The stage that resources of a template's logical ids are first needed for; anything else belongs to the survey. */
const stageOf: readonly (readonly [logicalId: RegExp, stage: StageId])[] = [
  [/^(SubmissionsBucket|DeliveryStream|FirehoseRole)/, 'publish'],
  [/^(SubmissionsDatabase|SubmissionsCrawler|Classifier)/, 'crawlSubmissions'],
  [/^(Job|GlueRole|CuratedBucket)/, 'runEtl'],
  [/^Curated(Database|Crawler)/, 'crawlCurated'],
  [/^(PublishedBucket|QueryResultsBucket)/, 'split'],
  [/^(SageMakerRole|Notebook)/, 'train'],
];

/** Has CloudFormation compare the stack's resources with its template; names each difference. */
export async function driftFindings(
  { account, signal }: PreflightContext,
  { name: stackName, status: stackStatus }: Pick<Stack, 'name' | 'status'>,
): Promise<Finding[]> {
  const { stacks } = account.ports;
  let id: string | undefined;
  const { status, reason } = await poll(
    account,
    lookEvery,
    signal,
    async (): Promise<DriftDetection> => {
      // Somebody else may have begun one: CloudFormation compares a stack once at a time.
      id ??= await stacks.detectDrift(stackName);
      return id === undefined
        ? { status: 'DETECTION_IN_PROGRESS', reason: '' }
        : stacks.driftDetection(id, signal);
    },
    (seen) => seen.status !== 'DETECTION_IN_PROGRESS',
  );
  const drifts = await stacks.drifts(stackName, signal);
  const findings = drifts.flatMap((drift) => findingsOf(drift, stackStatus));
  // A detection that failed has compared some resources, but not all of them.
  return status === 'DETECTION_FAILED' ? [...findings, notCompared(stackName, reason)] : findings;
}

const notCompared = (stackName: string, reason: string): Finding => ({
  level: 'notChecked',
  what: `Whether every resource of the stack ${stackName} is as its template says.`,
  why: `CloudFormation could not compare all of them: ${reason.replace(/\.$/, '') || 'it gives no reason'}.`,
  stage: 'survey',
  fix: 'Look at the stack in the console, or check again later.',
});

function findingsOf(drift: ResourceDrift, stackStatus: Stack['status']): Finding[] {
  const { logicalId, physicalId, type, status, differences } = drift;
  const stage = stageOf.find(([pattern]) => pattern.test(logicalId))?.[1] ?? 'survey';
  const name = `${logicalId} (${type} ${physicalId})`;
  const fix = 'Put it back as the template says, or tear down the lab resources and deploy them again.';
  switch (status) {
    case 'DELETED':
      return [
        {
          level: 'problem',
          what: `${name} of the stack was deleted.`,
          why: 'Its stage has nothing to work with, or a role or policy that it needs is gone.',
          stage,
          ...restoring(stackStatus),
        },
      ];
    case 'MODIFIED':
      return differences
        .filter(({ path }) => !expected.some((each) => each.type === type && each.path === path))
        .map(({ path, expected: wanted, actual }) => ({
          level: 'warning',
          what: `${name} is not as its template says: ${path} is ${actual || 'absent'} instead of ${wanted || 'absent'}.`,
          why: 'Somebody changed it after it was deployed. The lab was tried with what the template says.',
          stage,
          fix,
        }));
    case 'UNKNOWN':
      return [
        {
          level: 'notChecked',
          what: `Whether ${name} is as its template says.`,
          why: 'CloudFormation could not tell.',
          stage,
          fix: 'Look at the drift of the stack in the console.',
        },
      ];
    // CloudFormation does not compare these types.
    case 'NOT_CHECKED':
    case 'UNSUPPORTED':
    case 'IN_SYNC':
      return [];
  }
}
