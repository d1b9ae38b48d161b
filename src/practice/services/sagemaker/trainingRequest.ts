import {
  CompressionType,
  RecordWrapper,
  S3DataDistribution,
  S3DataType,
  TrainingInputMode,
  TrainingInstanceType,
  type Channel,
  type CreateTrainingJobRequest,
} from '@aws-sdk/client-sagemaker';
import { parseS3Uri, type Objects } from '../s3/objects.ts';
import { imageOf } from './images.ts';
import { noObjects, objectsOf } from './inputObjects.ts';
import { checkEnum, checkName, checkRange, checkRole, invalid, refuseMembers } from './validation.ts';

/** Throws ValidationException, as CreateTrainingJob does before it takes a job. */
export function checkTrainingRequest(request: CreateTrainingJobRequest, objects: Objects): void {
  checkName('trainingJobName', request.TrainingJobName);
  checkRole('roleArn', request.RoleArn);
  const {
    AlgorithmSpecification: algorithm,
    ResourceConfig: resources,
    StoppingCondition: stopping,
  } = request;
  if (!algorithm) throw invalid('AlgorithmSpecification is required.');
  if (!resources) throw invalid('ResourceConfig is required.');
  refuseMembers('CreateTrainingJob', {
    AlgorithmName: algorithm.AlgorithmName,
    ContainerEntrypoint: algorithm.ContainerEntrypoint,
    ContainerArguments: algorithm.ContainerArguments,
    InstanceGroups: resources.InstanceGroups,
    KeepAlivePeriodInSeconds: resources.KeepAlivePeriodInSeconds,
    TrainingPlanArn: resources.TrainingPlanArn,
    EnableManagedSpotTraining: request.EnableManagedSpotTraining,
    CheckpointConfig: request.CheckpointConfig,
    RetryStrategy: request.RetryStrategy,
    ServerlessJobConfig: request.ServerlessJobConfig,
    ModelPackageConfig: request.ModelPackageConfig,
  });
  imageOf(algorithm.TrainingImage ?? '');
  checkEnum('algorithmSpecification.trainingInputMode', algorithm.TrainingInputMode, TrainingInputMode);
  checkEnum('resourceConfig.instanceType', resources.InstanceType, TrainingInstanceType);
  checkRange('resourceConfig.instanceCount', resources.InstanceCount, 1, 2 ** 31 - 1);
  if ((resources.InstanceCount ?? 1) > 1)
    throw invalid('The practice account trains on one instance: ResourceConfig.InstanceCount must be 1.');
  checkRange('resourceConfig.volumeSizeInGB', resources.VolumeSizeInGB, 1, 16_384);
  checkRange('stoppingCondition.maxRuntimeInSeconds', stopping?.MaxRuntimeInSeconds, 1, 2_419_200);
  if (!parseS3Uri(request.OutputDataConfig?.S3OutputPath ?? ''))
    throw invalid(`Invalid S3 path: ${request.OutputDataConfig?.S3OutputPath ?? ''}`);
  const channels = request.InputDataConfig ?? [];
  const names = channels.map(({ ChannelName = '' }) => ChannelName);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalid(`Duplicate channel name: ${twice}`);
  channels.forEach((channel, index) =>
    checkChannel(channel, index + 1, algorithm.TrainingInputMode ?? 'File', request.RoleArn ?? '', objects),
  );
}

function checkChannel(
  channel: Channel,
  place: number,
  defaultMode: TrainingInputMode,
  role: string,
  objects: Objects,
): void {
  const at = `inputDataConfig.${place}.member`;
  const source = channel.DataSource?.S3DataSource;
  checkEnum(`${at}.inputMode`, channel.InputMode, TrainingInputMode);
  checkEnum(`${at}.compressionType`, channel.CompressionType, CompressionType);
  checkEnum(`${at}.recordWrapperType`, channel.RecordWrapperType, RecordWrapper);
  checkEnum(`${at}.dataSource.s3DataSource.s3DataType`, source?.S3DataType, S3DataType);
  checkEnum(
    `${at}.dataSource.s3DataSource.s3DataDistributionType`,
    source?.S3DataDistributionType,
    S3DataDistribution,
  );
  const mode = channel.InputMode ?? defaultMode;
  const name = channel.ChannelName ?? '';
  if (channel.CompressionType === 'Gzip' && mode !== 'Pipe')
    throw invalid(
      `CompressionType Gzip is supported in Pipe mode only; channel ${name} is read in ${mode} mode.`,
    );
  if (!source)
    throw invalid(`The practice account reads channels from S3: channel ${name} has no S3DataSource.`);
  if (source.S3DataType !== 'S3Prefix' || channel.RecordWrapperType === 'RecordIO' || source.AttributeNames)
    throw invalid(
      `The practice account reads channels of S3DataType S3Prefix without a record wrapper; channel ${name} is ${source.S3DataType ?? ''}, ${channel.RecordWrapperType ?? 'None'}.`,
    );
  if (objectsOf(source.S3Uri ?? '', objects).length === 0) throw noObjects(source.S3Uri ?? '', role);
}
