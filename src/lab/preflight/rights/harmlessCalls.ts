import type { StageId } from '../../facts.ts';
import { isAccessDenied } from '../../explain/isAccessDenied.ts';
import { labPrefix } from '../../sagemaker/sagemakerNames.ts';
import { stages } from '../../stages.ts';
import { tableNameOf } from '../../event/patterns.ts';
import type { Resources } from '../../survey/resources.ts';
import type { Finding } from '../finding.ts';
import { stopping } from '../preflightCheck.ts';
import type { PreflightContext } from '../preflightContext.ts';

/** A call that changes nothing, and shows whether a stage may read what it must. */
interface Call {
  readonly stage: StageId;
  /** The right that it needs. */
  readonly action: string;
  readonly ask: (context: PreflightContext, names: Resources) => Promise<unknown>;
}

const calls: readonly Call[] = [
  {
    stage: 'survey',
    action: 'firehose:DescribeDeliveryStream',
    ask: ({ known }) => known.stream(),
  },
  {
    stage: 'publish',
    action: 's3:ListBucket',
    ask: ({ account, signal }, { submissionsBucket }) =>
      account.ports.buckets.folder(submissionsBucket, '', { signal }),
  },
  {
    stage: 'crawlSubmissions',
    action: 'glue:GetCrawler',
    ask: ({ known }) => known.crawler('submissionsCrawler'),
  },
  {
    stage: 'crawlSubmissions',
    action: 'glue:GetTables',
    ask: ({ account, signal }, { submissionsDatabase }) =>
      account.ports.catalog.tables(submissionsDatabase, signal),
  },
  { stage: 'prepareJob', action: 'glue:GetJob', ask: ({ known }) => known.job() },
  {
    stage: 'runEtl',
    action: 'glue:GetJobRuns',
    ask: ({ account, signal }, { job }) => account.ports.jobs.runs(job, signal),
  },
  {
    stage: 'runEtl',
    action: 's3:ListBucket',
    ask: ({ account, signal }, { curatedBucket }) =>
      account.ports.buckets.folder(curatedBucket, '', { signal }),
  },
  {
    stage: 'crawlCurated',
    action: 'glue:GetTable',
    ask: ({ account, signal }, { curatedDatabase, curatedBucket }) =>
      account.ports.catalog.table(curatedDatabase, tableNameOf(curatedBucket), signal),
  },
  {
    stage: 'split',
    action: 'athena:ListQueryExecutions',
    ask: ({ account, signal }) => account.ports.queries.recent(signal),
  },
  {
    stage: 'split',
    action: 's3:ListBucket',
    ask: ({ account, signal }, { publishedBucket }) =>
      account.ports.buckets.folder(publishedBucket, '', { signal }),
  },
  {
    stage: 'train',
    action: 'sagemaker:ListTrainingJobs',
    ask: ({ account, signal }) => account.ports.training.list(labPrefix, signal),
  },
  {
    stage: 'deploy',
    action: 'sagemaker:ListEndpoints',
    ask: ({ account, signal }) => account.ports.endpoints.list(labPrefix, signal),
  },
  {
    stage: 'tune',
    action: 'sagemaker:ListHyperParameterTuningJobs',
    ask: ({ account, signal }) => account.ports.tuning.list(labPrefix, signal),
  },
  {
    stage: 'trainCapped',
    action: 'sagemaker:ListTransformJobs',
    ask: ({ account, signal }) => account.ports.transforms.list(labPrefix, signal),
  },
];

/** Asks each stage's reads; answers with those that are denied. */
export async function harmlessCalls(context: PreflightContext): Promise<Finding[]> {
  const names = await context.known.names();
  const found = await Promise.all(
    calls.map(async ({ stage, action, ask }): Promise<Finding[]> => {
      try {
        await ask(context, names);
        return [];
      } catch (error) {
        if (!isAccessDenied(error)) throw error;
        return [
          {
            level: stopping(stage),
            what: `${context.account.identity.arn} may not do: ${action}.`,
            why: `"${stages[stage].title}" reads by it, and AWS refused just now.`,
            stage,
            fix: `Allow ${action} in a policy of the user or role.`,
          },
        ];
      }
    }),
  );
  return found.flat();
}
