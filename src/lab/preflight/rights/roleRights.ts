import { registryAccounts } from '../../event/xgboostImages.ts';
import type { Right } from './callerRights.ts';

/** The services that work with a role of the lab's. */
export type RoleService = 'glue' | 'firehose' | 'sagemaker';

/** What each role must be allowed, so that what works with it gets through. */
export function roleRights(service: RoleService, region: string, partition: string): readonly Right[] {
  switch (service) {
    case 'firehose':
      return [
        { stage: 'publish', actions: ['s3:PutObject'], on: ({ submissions }) => [submissions.objects] },
      ];
    case 'glue':
      return [
        {
          stage: 'crawlSubmissions',
          actions: ['s3:ListBucket'],
          on: ({ submissions }) => [submissions.bucket],
        },
        {
          stage: 'crawlSubmissions',
          actions: ['s3:GetObject'],
          on: ({ submissions }) => [submissions.objects],
        },
        {
          stage: 'crawlSubmissions',
          actions: ['glue:GetTable', 'glue:CreateTable', 'glue:UpdateTable', 'glue:BatchCreatePartition'],
          on: ({ catalog, databases, crawledTables }) => [catalog, ...databases, ...crawledTables],
        },
        { stage: 'prepareJob', actions: ['s3:GetObject'], on: ({ script }) => [script.objects] },
        { stage: 'runEtl', actions: ['s3:ListBucket'], on: ({ curated }) => [curated.bucket] },
        {
          stage: 'runEtl',
          actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
          on: ({ curated }) => [curated.objects],
        },
        // The script asks where its bookmark stands; IAM knows no resource of bookmarks.
        { stage: 'runEtl', actions: ['glue:GetJobBookmark'], on: () => ['*'] },
        {
          stage: 'runEtl',
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          on: ({ glueLogs }) => [glueLogs],
          dispensable: true,
        },
      ];
    case 'sagemaker':
      return [
        { stage: 'train', actions: ['s3:ListBucket'], on: ({ published }) => [published.bucket] },
        { stage: 'train', actions: ['s3:GetObject'], on: ({ published }) => [published.split] },
        { stage: 'train', actions: ['s3:PutObject'], on: ({ published }) => [published.training] },
        { stage: 'deploy', actions: ['s3:GetObject'], on: ({ published }) => [published.training] },
        { stage: 'trainCapped', actions: ['s3:GetObject'], on: ({ published }) => [published.cappedRows] },
        {
          stage: 'trainCapped',
          actions: ['s3:PutObject'],
          on: ({ published }) => [published.cappedPredictions],
        },
        {
          stage: 'train',
          actions: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
          on: () => [
            `arn:${partition}:ecr:${region}:${registryAccounts[region] ?? '*'}:repository/sagemaker-xgboost`,
          ],
        },
        { stage: 'train', actions: ['ecr:GetAuthorizationToken'], on: () => ['*'] },
        {
          stage: 'train',
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          on: ({ sagemakerLogs }) => [sagemakerLogs],
          dispensable: true,
        },
      ];
  }
}
