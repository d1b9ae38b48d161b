import type { LabAccount } from '../../account.ts';
import { labPrefix } from '../../sagemaker/sagemakerNames.ts';
import type { Resources } from '../../survey/resources.ts';

/** A name as the lab gives one, and one of a script bucket: simulation takes no pattern for a resource. */
const example = `${labPrefix}20250131-1405-7f3a9c`;
const exampleBucket = 'aws-glue-0123456789';

/** ARNs of what the lab works with in an account. */
export type LabArns = ReturnType<typeof labArns>;

/** Makes the ARNs of the lab's resources, of those that it will make, and of the catalog they are entered in. */
export function labArns({ region, identity }: Pick<LabAccount, 'region' | 'identity'>, names: Resources) {
  const partition = identity.arn.split(':')[1] ?? 'aws';
  const arn = (service: string, rest: string): string =>
    `arn:${partition}:${service}:${region}:${identity.account}:${rest}`;
  const bucket = (name: string): string => `arn:${partition}:s3:::${name}`;
  const objects = (name: string): string => `${bucket(name)}/example`;
  const databases = [names.submissionsDatabase, names.curatedDatabase];
  const sagemaker = (kind: string): string => arn('sagemaker', `${kind}/${example}`);
  return {
    submissions: { bucket: bucket(names.submissionsBucket), objects: objects(names.submissionsBucket) },
    curated: { bucket: bucket(names.curatedBucket), objects: objects(names.curatedBucket) },
    published: { bucket: bucket(names.publishedBucket), objects: objects(names.publishedBucket) },
    results: { bucket: bucket(names.queryResultsBucket), objects: objects(names.queryResultsBucket) },
    script: { bucket: bucket(exampleBucket), objects: `${bucket(exampleBucket)}/cmapss/glue_job.py` },
    stream: arn('firehose', `deliverystream/${names.deliveryStream}`),
    crawlers: [names.submissionsCrawler, names.curatedCrawler].map((name) => arn('glue', `crawler/${name}`)),
    job: arn('glue', `job/${names.job}`),
    catalog: arn('glue', 'catalog'),
    databases: databases.map((name) => arn('glue', `database/${name}`)),
    tables: databases.map((name) => arn('glue', `table/${name}/example`)),
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
