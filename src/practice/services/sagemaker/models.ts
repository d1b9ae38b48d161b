import type {
  ContainerDefinition,
  CreateModelInput,
  CreateModelOutput,
  DeleteModelInput,
  DescribeModelInput,
  DescribeModelOutput,
  ListModelsInput,
  ListModelsOutput,
} from '@aws-sdk/client-sagemaker';
import type { Clock } from '../../clock.ts';
import type { Table } from '../../store/store.ts';
import { parseS3Uri, type Objects } from '../s3/objects.ts';
import { imageOf } from './images.ts';
import { listPage } from './listing.ts';
import type { Tags } from './tags.ts';
import { arnOf, checkName, checkRole, invalid, refuseMembers } from './validation.ts';

/** A model as the store has it. `created` is epoch milliseconds. */
export interface StoredModel {
  readonly name: string;
  readonly arn: string;
  readonly created: number;
  /** The request that made it, without its tags. */
  readonly request: CreateModelInput;
  readonly container: ContainerDefinition;
}

interface ModelGround {
  readonly clock: Clock;
  readonly objects: Objects;
  readonly models: Table<StoredModel>;
}

/** The operations on models. */
export function modelOperations({ clock, objects, models }: ModelGround, tags: Tags) {
  const modelNamed = (name = ''): StoredModel => {
    const model = models.get(name);
    if (!model) throw invalid(`Could not find model "${arnOf('model', name)}".`);
    return model;
  };
  return {
    CreateModel: (input: CreateModelInput): CreateModelOutput => {
      const name = checkName('modelName', input.ModelName);
      checkRole('executionRoleArn', input.ExecutionRoleArn);
      const container = containerOf(input, objects);
      const arn = arnOf('model', name);
      if (models.has(name)) throw invalid(`Cannot create already existing model "${arn}".`);
      const { Tags: given, ...request } = input;
      models.set(name, { name, arn, created: clock.now().getTime(), request, container });
      tags.add(arn, given);
      return { ModelArn: arn };
    },

    DescribeModel: (input: DescribeModelInput): DescribeModelOutput => {
      const { name, arn, created, request } = modelNamed(input.ModelName);
      return {
        ...request,
        ModelName: name,
        ModelArn: arn,
        CreationTime: new Date(created),
        EnableNetworkIsolation: request.EnableNetworkIsolation ?? false,
      };
    },

    ListModels: (input: ListModelsInput): ListModelsOutput => {
      const { page, ...next } = listPage(models.values(), input, 'Descending');
      return {
        Models: page.map(({ name, arn, created }) => ({
          ModelName: name,
          ModelArn: arn,
          CreationTime: new Date(created),
        })),
        ...next,
      };
    },

    DeleteModel: (input: DeleteModelInput): void => {
      const model = modelNamed(input.ModelName);
      models.delete(model.name);
      tags.forget(model.arn);
    },
  };
}

/** The one container of a model. Throws ValidationException for what cannot be served. */
function containerOf(input: CreateModelInput, objects: Objects): ContainerDefinition {
  const containers = [
    ...(input.PrimaryContainer ? [input.PrimaryContainer] : []),
    ...(input.Containers ?? []),
  ];
  const [container] = containers;
  if (!container) throw invalid('At least one container should be specified.');
  if (containers.length > 1)
    throw invalid('The practice account serves models of one container, not pipelines.');
  refuseMembers('CreateModel', {
    ModelPackageName: container.ModelPackageName,
    ModelDataSource: container.ModelDataSource,
    AdditionalModelDataSources: container.AdditionalModelDataSources,
    InferenceSpecificationName: container.InferenceSpecificationName,
    'Mode MultiModel': container.Mode === 'MultiModel',
    'Environment SAGEMAKER_INFERENCE_OUTPUT': container.Environment?.['SAGEMAKER_INFERENCE_OUTPUT'],
  });
  imageOf(container.Image ?? '');
  const url = container.ModelDataUrl ?? '';
  const location = parseS3Uri(url);
  if (!location || !objects.head(location.bucket, location.key))
    throw invalid(`Could not find model data at ${url}.`);
  return container;
}
