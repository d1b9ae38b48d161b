import type { Channel, CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { UserError } from '../../engines/boosting/userError.ts';
import type { ChannelData } from '../../engines/boosting/trainingTask.ts';
import type { Objects } from '../s3/objects.ts';
import type { XgboostImage } from './images.ts';
import { objectsOf } from './inputObjects.ts';

const contentTypes = [
  ...['csv', 'libsvm', 'parquet', 'recordio-protobuf', 'text/csv', 'text/libsvm', 'text/x-libsvm'],
  ...['application/x-parquet', 'application/x-recordio-protobuf'],
];

/**
 * A job's channels as the container finds them. Throws UserError, in the container's words, for channels that it does
 * not take.
 */
export function channelsOf(
  request: CreateTrainingJobRequest,
  image: XgboostImage,
  objects: Objects,
): { train: ChannelData; validation?: ChannelData } {
  const channels = new Map((request.InputDataConfig ?? []).map((each) => [each.ChannelName ?? '', each]));
  const train = channels.get('train');
  const validation = channels.get('validation');
  if (!train) throw new UserError('Missing required channel: train');
  const extra = [...channels.keys()].find((name) => name !== 'train' && name !== 'validation');
  if (extra !== undefined) throw new UserError(`Extraneous channel found: ${extra}`);
  const mode = request.AlgorithmSpecification?.TrainingInputMode ?? 'File';
  const read = (channel: Channel): ChannelData => {
    refuseContent(channel);
    if ((channel.InputMode ?? mode) === 'Pipe' && !image.pipesCsv)
      throw new UserError(
        'Pipe mode for CSV is no longer supported. Please use Fast File mode for streaming CSV data.',
      );
    return {
      files: objectsOf(channel.DataSource?.S3DataSource?.S3Uri ?? '', objects),
      gzip: channel.CompressionType === 'Gzip',
    };
  };
  return { train: read(train), ...(validation ? { validation: read(validation) } : {}) };
}

function refuseContent({ ContentType: given, ChannelName: name = '' }: Channel): void {
  // The container's default is libsvm.
  const [type = '', ...parameters] = (given ?? 'text/libsvm').toLowerCase().split(';');
  const content = type.trim();
  if (!contentTypes.includes(content))
    throw new UserError(`${content} is not an accepted ContentType: ${contentTypes.join(', ')}.`);
  if (content !== 'csv' && content !== 'text/csv')
    throw new UserError(
      `The practice account trains on text/csv; channel ${name} has ${given === undefined ? 'no ContentType, which means text/libsvm' : `the ContentType ${given}`}.`,
    );
  const labelSize = parameters.map((each) => /^\s*label_size\s*=\s*(.*?)\s*$/.exec(each)?.[1]).find(Boolean);
  if (labelSize !== undefined && labelSize !== '1')
    throw new UserError(
      `${given ?? ''} is not an accepted csv ContentType. Optional parameter label_size must be equal to 1`,
    );
}
