import {
  AssemblyType,
  BatchStrategy,
  CompressionType,
  JoinSource,
  S3DataType,
  SplitType,
  TransformInstanceType,
  type CreateTransformJobRequest,
} from '@aws-sdk/client-sagemaker';
import { parseS3Uri, type Objects } from '../s3/objects.ts';
import { noObjects, objectsOf } from './inputObjects.ts';
import type { StoredModel } from './models.ts';
import { FilterError } from './recordFilter.ts';
import { planOf, type RecordPlan } from './transformRecords.ts';
import { checkEnum, checkName, checkRange, invalid, refuseMembers } from './validation.ts';

/** Throws ValidationException, as CreateTransformJob does before it takes a job. */
export function checkTransformRequest(
  request: CreateTransformJobRequest,
  model: StoredModel,
  objects: Objects,
): void {
  checkName('transformJobName', request.TransformJobName);
  const { TransformInput: input, TransformOutput: output, TransformResources: resources } = request;
  if (!input) throw invalid('TransformInput is required.');
  if (!output) throw invalid('TransformOutput is required.');
  if (!resources) throw invalid('TransformResources is required.');
  refuseMembers('CreateTransformJob', {
    DataCaptureConfig: request.DataCaptureConfig,
    ExperimentConfig: request.ExperimentConfig,
  });
  checkEnum('batchStrategy', request.BatchStrategy, BatchStrategy);
  checkEnum('transformInput.splitType', input.SplitType, SplitType);
  checkEnum('transformInput.compressionType', input.CompressionType, CompressionType);
  checkEnum('transformOutput.assembleWith', output.AssembleWith, AssemblyType);
  checkEnum('dataProcessing.joinSource', request.DataProcessing?.JoinSource, JoinSource);
  checkEnum('transformResources.instanceType', resources.InstanceType, TransformInstanceType);
  checkRange('transformResources.instanceCount', resources.InstanceCount, 1, 2 ** 31 - 1);
  checkRange('maxPayloadInMB', request.MaxPayloadInMB, 0, 2 ** 31 - 1);
  checkRange('maxConcurrentTransforms', request.MaxConcurrentTransforms, 0, 2 ** 31 - 1);
  checkRange(
    'modelClientConfig.invocationsTimeoutInSeconds',
    request.ModelClientConfig?.InvocationsTimeoutInSeconds,
    1,
    3600,
  );
  checkRange(
    'modelClientConfig.invocationsMaxRetries',
    request.ModelClientConfig?.InvocationsMaxRetries,
    0,
    3,
  );
  checkPayload(request);
  if ((resources.InstanceCount ?? 1) > 1)
    throw invalid(
      'The practice account transforms on one instance: TransformResources.InstanceCount must be 1.',
    );
  if (!parseS3Uri(output.S3OutputPath ?? '')) throw invalid(`Invalid S3 path: ${output.S3OutputPath ?? ''}`);
  checkProcessing(request, checkedPlan(request));
  checkInput(request, model.request.ExecutionRoleArn ?? '', objects);
}

function checkPayload({
  MaxPayloadInMB: payload,
  MaxConcurrentTransforms: concurrent,
}: CreateTransformJobRequest): void {
  if (payload === 0)
    throw invalid('MaxPayloadInMB 0 streams payloads, which built-in algorithms do not support.');
  if ((payload ?? 0) > 100) throw invalid('MaxPayloadInMB cannot be greater than 100.');
  if ((payload ?? 6) * (concurrent ?? 1) > 100)
    throw invalid('MaxConcurrentTransforms * MaxPayloadInMB cannot exceed 100 MB.');
}

function checkedPlan(request: CreateTransformJobRequest): RecordPlan {
  try {
    return planOf(request);
  } catch (error) {
    if (error instanceof FilterError) throw invalid(`Invalid DataProcessing: ${error.message}`);
    throw error;
  }
}

/** What a request has to say together where records are taken apart. */
function checkProcessing(request: CreateTransformJobRequest, plan: RecordPlan): void {
  const split = request.TransformInput?.SplitType ?? 'None';
  const strategy = request.BatchStrategy;
  if (split !== 'None' && split !== 'Line')
    throw invalid(`The practice account splits input by line; it does not do SplitType ${split}.`);
  if (strategy !== undefined && split === 'None')
    throw invalid(`BatchStrategy ${strategy} needs a SplitType other than None.`);
  if (!plan.isProcessed) return;
  if (split !== 'Line' || request.TransformOutput?.AssembleWith !== 'Line')
    throw invalid('DataProcessing of text/csv requires SplitType and AssembleWith to be Line.');
  const accept = request.TransformOutput.Accept;
  if (accept !== undefined && accept !== '' && accept !== 'text/csv')
    throw invalid(`DataProcessing requires ContentType and Accept to be the same; Accept is ${accept}.`);
}

function checkInput(
  { TransformInput: input }: CreateTransformJobRequest,
  role: string,
  objects: Objects,
): void {
  const source = input?.DataSource?.S3DataSource;
  checkEnum('transformInput.dataSource.s3DataSource.s3DataType', source?.S3DataType, S3DataType);
  if (source?.S3DataType !== 'S3Prefix')
    throw invalid(
      `The practice account transforms input of S3DataType S3Prefix; it does not do ${source?.S3DataType ?? 'a request without S3DataSource'}.`,
    );
  const type = input?.ContentType?.toLowerCase().split(';')[0]?.trim();
  if (type !== 'text/csv')
    throw invalid(
      `The practice account transforms text/csv; the ContentType of this request is ${input?.ContentType ?? 'missing, which means application/octet-stream'}.`,
    );
  if (objectsOf(source.S3Uri ?? '', objects).length === 0) throw noObjects(source.S3Uri ?? '', role);
}
