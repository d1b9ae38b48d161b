import type { StageId } from '../../facts.ts';
import type { LabArns } from './labArns.ts';

/** Actions that a stage needs, on what. */
export interface Right {
  /** The first stage that needs them. */
  readonly stage: StageId;
  readonly actions: readonly string[];
  readonly on: (arns: LabArns) => readonly string[];
  /** The service that a role is handed to, for iam:PassRole: `glue.amazonaws.com`. */
  readonly passedTo?: string;
  /** The lab can be done without: something is less comfortable then. */
  readonly dispensable?: true;
}

const anything = (): string[] => ['*'];
const dispensable = true;

/** What a query that makes a table, and looking at and dropping it, needs on the table. */
const tableActions = ['glue:GetTable', 'glue:CreateTable', 'glue:BatchCreatePartition', 'glue:DeleteTable'];

/** What an attendee's credentials must be allowed for the lab's own calls, and for what Athena does with their rights. */
export const callerRights: readonly Right[] = [
  {
    stage: 'survey',
    actions: ['s3:ListAllMyBuckets', 'firehose:ListDeliveryStreams', 'glue:ListCrawlers', 'glue:ListJobs'],
    on: anything,
  },
  {
    stage: 'survey',
    actions: ['glue:GetDatabases'],
    on: ({ catalog, databases }) => [catalog, ...databases],
  },
  { stage: 'survey', actions: ['firehose:DescribeDeliveryStream'], on: ({ stream }) => [stream] },
  { stage: 'survey', actions: ['glue:GetJob'], on: ({ job }) => [job] },
  {
    // Without these the role must be named in the event's file.
    stage: 'survey',
    actions: ['iam:ListRoles', 'sagemaker:ListNotebookInstances'],
    on: anything,
    dispensable,
  },
  { stage: 'publish', actions: ['firehose:PutRecordBatch'], on: ({ stream }) => [stream] },
  {
    stage: 'publish',
    actions: ['s3:ListBucket'],
    on: ({ submissions, curated, published }) => [submissions.bucket, curated.bucket, published.bucket],
  },
  {
    stage: 'publish',
    actions: ['s3:GetObject', 's3:DeleteObject'],
    on: ({ submissions }) => [submissions.objects, submissions.marker],
  },
  { stage: 'publish', actions: ['s3:PutObject'], on: ({ submissions }) => [submissions.marker] },
  {
    stage: 'crawlSubmissions',
    actions: ['glue:GetCrawler', 'glue:StartCrawler', 'glue:StopCrawler'],
    on: ({ crawlers }) => crawlers,
  },
  { stage: 'crawlSubmissions', actions: ['glue:BatchGetCrawlers'], on: anything, dispensable },
  {
    stage: 'crawlSubmissions',
    actions: ['glue:GetTable', 'glue:GetTables', 'glue:GetPartitions', 'glue:DeleteTable'],
    on: ({ catalog, databases, crawledTables }) => [catalog, ...databases, ...crawledTables],
  },
  { stage: 'prepareJob', actions: ['s3:CreateBucket', 's3:ListBucket'], on: ({ script }) => [script.bucket] },
  { stage: 'prepareJob', actions: ['s3:GetObject', 's3:PutObject'], on: ({ script }) => [script.objects] },
  { stage: 'prepareJob', actions: ['glue:UpdateJob'], on: ({ job }) => [job] },
  {
    stage: 'runEtl',
    actions: ['glue:StartJobRun', 'glue:GetJobRun', 'glue:GetJobRuns', 'glue:BatchStopJobRun'],
    on: ({ job }) => [job],
  },
  // IAM knows no resource of bookmarks.
  { stage: 'runEtl', actions: ['glue:ResetJobBookmark'], on: anything },
  { stage: 'runEtl', actions: ['s3:GetObject', 's3:DeleteObject'], on: ({ curated }) => [curated.objects] },
  // Whoever begins a stage's work first, where two do at once, has put an object there.
  {
    stage: 'runEtl',
    actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
    on: ({ published }) => [published.claim],
  },
  {
    stage: 'runEtl',
    actions: ['logs:DescribeLogStreams', 'logs:GetLogEvents'],
    on: ({ glueLogs }) => [glueLogs],
    dispensable,
  },
  {
    stage: 'split',
    actions: [
      'athena:StartQueryExecution',
      'athena:StopQueryExecution',
      'athena:GetQueryExecution',
      'athena:GetQueryResults',
      'athena:ListQueryExecutions',
      'athena:BatchGetQueryExecution',
    ],
    on: ({ workGroup }) => [workGroup],
  },
  // Athena looks places up, writes files, and makes tables with the rights of who asks.
  {
    stage: 'split',
    actions: ['s3:GetBucketLocation', 's3:ListBucket'],
    on: ({ results, published }) => [results.bucket, published.bucket],
  },
  { stage: 'split', actions: ['s3:GetObject', 's3:PutObject'], on: ({ results }) => [results.objects] },
  {
    stage: 'split',
    actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
    on: ({ published }) => [published.split],
  },
  {
    stage: 'split',
    actions: tableActions,
    on: ({ catalog, splitTable }) => [catalog, ...splitTable],
  },
  {
    stage: 'train',
    actions: ['sagemaker:CreateTrainingJob', 'sagemaker:DescribeTrainingJob', 'sagemaker:StopTrainingJob'],
    on: ({ trainingJob }) => [trainingJob],
  },
  { stage: 'train', actions: ['sagemaker:ListTrainingJobs'], on: anything },
  {
    stage: 'train',
    actions: ['logs:DescribeLogStreams', 'logs:GetLogEvents'],
    on: ({ sagemakerLogs }) => [sagemakerLogs],
    dispensable,
  },
  {
    stage: 'deploy',
    actions: ['sagemaker:CreateModel', 'sagemaker:DescribeModel', 'sagemaker:DeleteModel'],
    on: ({ model }) => [model],
  },
  {
    stage: 'deploy',
    actions: [
      'sagemaker:CreateEndpointConfig',
      'sagemaker:DescribeEndpointConfig',
      'sagemaker:DeleteEndpointConfig',
    ],
    on: ({ endpointConfig }) => [endpointConfig],
  },
  {
    stage: 'deploy',
    actions: ['sagemaker:CreateEndpoint'],
    on: ({ endpoint, endpointConfig }) => [endpoint, endpointConfig],
  },
  {
    stage: 'deploy',
    actions: ['sagemaker:DescribeEndpoint', 'sagemaker:DeleteEndpoint'],
    on: ({ endpoint }) => [endpoint],
  },
  {
    stage: 'deploy',
    actions: ['sagemaker:ListEndpoints', 'sagemaker:ListEndpointConfigs', 'sagemaker:ListModels'],
    on: anything,
  },
  { stage: 'predict', actions: ['sagemaker:InvokeEndpoint'], on: ({ endpoint }) => [endpoint] },
  {
    stage: 'predict',
    actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
    on: ({ published }) => [published.predictions],
  },
  {
    stage: 'tune',
    actions: [
      'sagemaker:CreateHyperParameterTuningJob',
      'sagemaker:DescribeHyperParameterTuningJob',
      'sagemaker:StopHyperParameterTuningJob',
      'sagemaker:ListTrainingJobsForHyperParameterTuningJob',
    ],
    on: ({ tuningJob }) => [tuningJob],
  },
  { stage: 'tune', actions: ['sagemaker:ListHyperParameterTuningJobs'], on: anything },
  {
    stage: 'trainCapped',
    actions: ['sagemaker:CreateTransformJob', 'sagemaker:DescribeTransformJob', 'sagemaker:StopTransformJob'],
    on: ({ transformJob }) => [transformJob],
  },
  { stage: 'trainCapped', actions: ['sagemaker:ListTransformJobs'], on: anything },
  {
    stage: 'trainCapped',
    actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
    on: ({ published }) => [published.cappedRows, published.cappedTests],
  },
  {
    stage: 'trainCapped',
    actions: ['s3:GetObject', 's3:DeleteObject'],
    on: ({ published }) => [published.cappedPredictions],
  },
  {
    stage: 'trainCapped',
    actions: tableActions,
    on: ({ catalog, cappedTable }) => [catalog, ...cappedTable],
  },
];

/**
 * What the lab's adapters call besides, and preflight does not ask for: attendees need none of it for the stages. Deploying
 * and tearing down belongs to instructors, preflight's own questions and those about costs say themselves when they are
 * denied, and workflows and notebook instances are for who works with them.
 */
export const otherActions: readonly string[] = [
  'athena:GetWorkGroup',
  'cloudformation:CreateStack',
  'cloudformation:DeleteStack',
  'cloudformation:DescribeStackDriftDetectionStatus',
  'cloudformation:DescribeStackEvents',
  'cloudformation:DescribeStackResourceDrifts',
  'cloudformation:DescribeStacks',
  'cloudformation:DetectStackDrift',
  'cloudformation:GetTemplate',
  'cloudformation:ListStackResources',
  'cloudformation:ListStacks',
  'cloudformation:UpdateStack',
  'cloudwatch:GetMetricStatistics',
  'glue:GetClassifier',
  'glue:GetWorkflow',
  'glue:GetWorkflowRun',
  'glue:GetWorkflowRuns',
  'glue:ListCrawls',
  'glue:ListWorkflows',
  'glue:StartWorkflowRun',
  'glue:StopWorkflowRun',
  'iam:GetRole',
  'iam:SimulatePrincipalPolicy',
  's3:DeleteBucket',
  'sagemaker:CreatePresignedNotebookInstanceUrl',
  'sagemaker:DescribeNotebookInstance',
  'sagemaker:StartNotebookInstance',
  'sagemaker:StopNotebookInstance',
  'servicequotas:ListAWSDefaultServiceQuotas',
  'servicequotas:ListServiceQuotas',
  // Anybody may ask who they are.
  'sts:GetCallerIdentity',
];
