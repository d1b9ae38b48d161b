import { EventError } from '../../../../src/lab/event.ts';
import { NotDone } from '../../../../src/lab/stage.ts';
import { aws, ended, type Case } from './thrown.ts';

const limit = (usage: string) =>
  `The account-level service limit 'ml.m5.large for ${usage}' is 0 Instances, with current utilization of 0 Instances and a request delta of 1 Instances. Please use AWS Service Quotas to request an increase for this quota. If AWS Service Quotas is not available, contact AWS support to request an increase for this quota.`;
export const sagemakerCases: readonly Case[] = [
  [
    'notDone',
    new NotDone('The split has 3 training rows.', 'Run the query again.'),
    /^The split has 3 training rows\. .*Run the query again\.$/,
  ],
  [
    'eventUnusable',
    new EventError('course.json: region: "mars" is none of AWS\'s; correct it there.'),
    /^course\.json: region.* Correct the event's file/,
  ],
  [
    'trainingQuota',
    aws('ResourceLimitExceeded', limit('training job usage')),
    /"ml\.m5\.large for training job usage".*training\.instanceType/s,
  ],
  ['endpointQuota', aws('ResourceLimitExceeded', limit('endpoint usage')), /endpoint\.instanceType/],
  [
    'transformQuota',
    aws('ResourceLimitExceeded', limit('transform job usage')),
    /"ml\.m5\.large for transform job usage".*models that are trained are kept.*training\.instanceType/s,
  ],
  [
    'notebookQuota',
    aws('ResourceLimitExceeded', limit('notebook instance usage')),
    /"ml\.m5\.large for notebook instance usage".*Stop notebook instances/s,
  ],
  [
    'notebookMoving',
    aws(
      'ValidationException',
      'Status (Pending) not in ([InService]). Unable to transition to (Stopping) for Notebook Instance (arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/lab)',
    ),
    /is Pending now.*Refresh the tree/s,
  ],
  [
    'resourceQuota',
    aws('LimitExceededException', 'You have already consumed your delivery stream quota.'),
    /quota/,
  ],
  [
    'noTrainingFiles',
    aws(
      'ValidationException',
      'No S3 objects found under S3 URL "s3://b/split=train/" given in input data source. Please ensure that the bucket exists in the selected region (us-east-1), that objects exist under that S3 prefix, and that the role "arn:aws:iam::123456789012:role/r" has "s3:ListBucket" permissions on bucket "b".',
    ),
    /no files under s3:\/\/b\/split=train\/.*Run the split again/s,
  ],
  [
    'channelEmpty',
    ended(
      'The training job x ended Failed: ClientError: No data in training channel path /opt/ml/input/data/train.',
    ),
    /found its channel empty/,
  ],
  [
    'gzipNeedsPipe',
    aws('ValidationException', 'CompressionType Gzip is only supported with Pipe input mode'),
    /Pipe mode only/,
  ],
  [
    'pipeNotSupported',
    ended('AlgorithmError: Pipe mode for CSV is no longer supported. Please use Fast File mode'),
    /from files only/,
  ],
  [
    'imageMissing',
    aws(
      'ValidationException',
      'Requested image 683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:9 not found.',
    ),
    /imageVersion/,
  ],
  [
    'roleNotAssumable',
    aws(
      'ValidationException',
      'Could not assume role arn:aws:iam::123456789012:role/r. Please ensure that the role exists and allows principal sagemaker.amazonaws.com',
    ),
    /sagemakerRole/,
  ],
  [
    'noCapacity',
    ended('CapacityError: Unable to provision requested ML compute capacity.'),
    /no instance of this type free/,
  ],
  [
    'featureCountWrong',
    aws(
      'ModelError',
      'Received client error (400) from primary with message "Feature size of csv inference data 26 is not consistent with feature size of trained model 25."',
      424,
    ),
    /inference data 26 .*Send cycle, three settings and 21 sensors/s,
  ],
  [
    'rowsNotCsv',
    aws(
      'ModelError',
      'Received client error (415) from primary with message "Loading csv data failed with Exception, please ensure data is in csv format"',
      424,
    ),
    /text\/csv/,
  ],
  ['endpointNotReady', aws('ModelNotReadyException', 'Model is not ready for inference', 429), /InService/],
  [
    'endpointMissing',
    aws(
      'ValidationException',
      'Could not find endpoint "arn:aws:sagemaker:us-east-1:123456789012:endpoint/cmapss".',
    ),
    /Deploy the model/,
  ],
  [
    'endpointMissing',
    aws('ValidationError', 'Endpoint cmapss of account 123456789012 not found.'),
    /Deploy the model/,
  ],
  [
    'requestTooLarge',
    aws(
      'ValidationError',
      "1 validation error detected: Value at 'body' failed: payload size exceeds 6291456",
    ),
    /6 MiB/,
  ],
  [
    'modelFailed',
    aws(
      'ModelError',
      'Received server error (500) from primary and could not load the entire response body.',
      424,
    ),
    /the model failed/,
  ],
  [
    'alreadyThere',
    aws('ResourceInUse', 'Cannot create already existing endpoint configuration'),
    /there already/,
  ],
  [
    'nameRefused',
    aws(
      'ValidationException',
      "1 validation error detected: Value 'a_b' at 'trainingJobName' failed to satisfy constraint: Member must satisfy regular expression pattern",
    ),
    /breaks the rules.*'a_b' at 'trainingJobName'/,
  ],
  [
    'trainingFailed',
    ended('The training job x ended Failed: AlgorithmError: framework error, exit code: 1'),
    /training log/,
  ],
  [
    'resourceMissing',
    aws('ResourceNotFound', 'Requested resource not found.'),
    /nothing of this name in us-east-1/,
  ],
];
