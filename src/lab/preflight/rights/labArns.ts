import type { LabAccount } from '../../account.ts';
import { cappedFolder, cappedPrefix, predictionsFolder } from '../../capped/cappedModels.ts';
import { testEnginesFolder, testEnginesTable } from '../../capped/testEngines.ts';
import { tableNameOf } from '../../event/patterns.ts';
import { publishingMarker } from '../../publish/marker.ts';
import { labPrefix, predictionsPrefix, trainingOutputPrefix } from '../../sagemaker/sagemakerNames.ts';
import { claimOf } from '../../survey/claimOf.ts';
import type { LabPlaces } from './labPlaces.ts';

/** Names as the lab gives them: simulation takes no pattern for a resource. */
const time = '20250131-1405-7f3a9c';
const example = `${labPrefix}${time}`;
const exampleBucket = 'aws-glue-0123456789';

/** ARNs of what the lab works with in an account. */
export type LabArns = ReturnType<typeof labArns>;

/**
 * Makes the ARNs of the lab's resources, of those that it will make, and of the catalog they are entered in. Of objects there is
 * one for each prefix that the lab uses: policies may allow these and no others.
 */
export function labArns(
  { region, identity }: Pick<LabAccount, 'region' | 'identity'>,
  { names, delivered, split }: LabPlaces,
) {
  const partition = identity.arn.split(':')[1] ?? 'aws';
  const arn = (service: string, rest: string): string =>
    `arn:${partition}:${service}:${region}:${identity.account}:${rest}`;
  const bucket = (name: string): string => `arn:${partition}:s3:::${name}`;
  const object = (name: string, key: string): string => `${bucket(name)}/${key}`;
  const published = (key: string): string => object(names.publishedBucket, key);
  const database = (name: string): string => arn('glue', `database/${name}`);
  const table = (of: string, name: string): string => arn('glue', `table/${of}/${name}`);
  const sagemaker = (kind: string): string => arn('sagemaker', `${kind}/${example}`);
  // Crawlers name a table after the folder or the bucket that they look at.
  const folder = delivered.split('/').findLast((part) => part !== '') ?? names.submissionsBucket;
  return {
    submissions: {
      bucket: bucket(names.submissionsBucket),
      objects: object(names.submissionsBucket, `${delivered}2025/01/31/14/example`),
      marker: object(names.submissionsBucket, publishingMarker),
    },
    curated: {
      bucket: bucket(names.curatedBucket),
      objects: object(names.curatedBucket, 'year=2025/month=01/day=31/hour=14/example'),
    },
    published: {
      bucket: bucket(names.publishedBucket),
      claim: published(claimOf('runEtl', names).key),
      split: object(split.bucket, `${split.prefix}split=train/example`),
      training: published(`${trainingOutputPrefix}${example}/output/model.tar.gz`),
      predictions: published(`${predictionsPrefix}${example}/example.csv`),
      cappedRows: published(`${cappedFolder}plain/subset=FD001/split=train/example`),
      cappedTests: published(`${testEnginesFolder}example.csv`),
      cappedPredictions: published(`${predictionsFolder(`${cappedPrefix}${time}`)}example.csv.out`),
    },
    results: {
      bucket: bucket(names.queryResultsBucket),
      objects: object(names.queryResultsBucket, 'example.csv'),
    },
    script: { bucket: bucket(exampleBucket), objects: object(exampleBucket, 'cmapss/glue_job.py') },
    stream: arn('firehose', `deliverystream/${names.deliveryStream}`),
    crawlers: [names.submissionsCrawler, names.curatedCrawler].map((name) => arn('glue', `crawler/${name}`)),
    job: arn('glue', `job/${names.job}`),
    catalog: arn('glue', 'catalog'),
    databases: [names.submissionsDatabase, names.curatedDatabase].map(database),
    crawledTables: [
      table(names.submissionsDatabase, tableNameOf(folder)),
      table(names.curatedDatabase, tableNameOf(names.curatedBucket)),
    ],
    splitTable: [database(split.database), table(split.database, split.table)],
    cappedTable: [database(names.curatedDatabase), table(names.curatedDatabase, testEnginesTable)],
    workGroup: arn('athena', 'workgroup/primary'),
    trainingJob: sagemaker('training-job'),
    tuningJob: sagemaker('hyper-parameter-tuning-job'),
    transformJob: sagemaker('transform-job'),
    model: sagemaker('model'),
    endpointConfig: sagemaker('endpoint-config'),
    endpoint: sagemaker('endpoint'),
    glueLogs: arn('logs', 'log-group:/aws-glue/jobs/output:log-stream:example'),
    sagemakerLogs: arn('logs', 'log-group:/aws/sagemaker/TrainingJobs:log-stream:example'),
  };
}
