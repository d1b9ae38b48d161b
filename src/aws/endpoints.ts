import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  paginateListEndpointConfigs,
  paginateListEndpoints,
  paginateListModels,
  type EndpointSummary,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand, type SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import type { Endpoints } from '../lab/ports/endpoints.ts';
import { aborting } from './aborting.ts';
import { unlessMissing } from './missing.ts';

/** SageMaker's models, endpoint configurations and endpoints behind the lab's port. */
export function createEndpoints(client: SageMakerClient, runtime: SageMakerRuntimeClient): Endpoints {
  return {
    ...creating(client),
    ...describing(client),
    ...listing(client),
    ...deleting(client),
    invoke: async (name, csv, signal) => {
      const { Body } = await runtime.send(
        new InvokeEndpointCommand({
          EndpointName: name,
          ContentType: 'text/csv',
          Accept: 'text/csv',
          Body: csv,
        }),
        aborting(signal),
      );
      return Buffer.from(Body).toString('utf8');
    },
  };
}

function creating(client: SageMakerClient): Pick<Endpoints, 'createModel' | 'createConfig' | 'create'> {
  return {
    createModel: async ({ name, image, modelData, role }) => {
      await client.send(
        new CreateModelCommand({
          ModelName: name,
          ExecutionRoleArn: role,
          PrimaryContainer: { Image: image, ModelDataUrl: modelData },
        }),
      );
    },
    createConfig: async ({ name, model, instanceType }) => {
      await client.send(
        new CreateEndpointConfigCommand({
          EndpointConfigName: name,
          ProductionVariants: [
            {
              VariantName: 'AllTraffic',
              ModelName: model,
              InitialInstanceCount: 1,
              InstanceType: instanceType as 'ml.t2.medium',
            },
          ],
        }),
      );
    },
    create: async ({ name, config }) => {
      await client.send(new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: config }));
    },
  };
}

function describing(client: SageMakerClient): Pick<Endpoints, 'get' | 'config' | 'model'> {
  return {
    get: (name, signal) =>
      unlessMissing(async () => {
        const found = await client.send(
          new DescribeEndpointCommand({ EndpointName: name }),
          aborting(signal),
        );
        return {
          name,
          status: found.EndpointStatus ?? 'Creating',
          failureReason: found.FailureReason ?? '',
          created: found.CreationTime,
          modified: found.LastModifiedTime,
          config: found.EndpointConfigName ?? '',
        };
      }),
    config: (name, signal) =>
      unlessMissing(async () => {
        const found = await client.send(
          new DescribeEndpointConfigCommand({ EndpointConfigName: name }),
          aborting(signal),
        );
        const [variant] = found.ProductionVariants ?? [];
        return {
          name,
          model: variant?.ModelName ?? '',
          variant: variant?.VariantName ?? '',
          instanceType: variant?.InstanceType ?? '',
          instances: variant?.InitialInstanceCount ?? 1,
        };
      }),
    model: (name, signal) =>
      unlessMissing(async () => {
        const { PrimaryContainer } = await client.send(
          new DescribeModelCommand({ ModelName: name }),
          aborting(signal),
        );
        return {
          name,
          image: PrimaryContainer?.Image ?? '',
          modelData: PrimaryContainer?.ModelDataUrl ?? '',
        };
      }),
  };
}

function listing(client: SageMakerClient): Pick<Endpoints, 'list' | 'models' | 'configs'> {
  const newestFirst = (namePart: string) => ({
    NameContains: namePart,
    SortBy: 'CreationTime' as const,
    SortOrder: 'Descending' as const,
  });
  return {
    list: async (namePart, signal) => {
      const found: EndpointSummary[] = [];
      for await (const page of paginateListEndpoints({ client }, newestFirst(namePart), aborting(signal))) {
        found.push(...(page.Endpoints ?? []));
      }
      return found.map(({ EndpointName = '', EndpointStatus = 'Creating', CreationTime }) => ({
        name: EndpointName,
        status: EndpointStatus,
        created: CreationTime,
      }));
    },
    models: async (namePart, signal) => {
      const names: string[] = [];
      for await (const page of paginateListModels({ client }, newestFirst(namePart), aborting(signal))) {
        names.push(...(page.Models ?? []).map(({ ModelName = '' }) => ModelName));
      }
      return names;
    },
    configs: async (namePart, signal) => {
      const names: string[] = [];
      const pages = paginateListEndpointConfigs({ client }, newestFirst(namePart), aborting(signal));
      for await (const page of pages) {
        names.push(...(page.EndpointConfigs ?? []).map(({ EndpointConfigName = '' }) => EndpointConfigName));
      }
      return names;
    },
  };
}

function deleting(client: SageMakerClient): Pick<Endpoints, 'delete' | 'deleteConfig' | 'deleteModel'> {
  return {
    delete: async (name) => {
      await unlessMissing(() => client.send(new DeleteEndpointCommand({ EndpointName: name })));
    },
    deleteConfig: async (name) => {
      await unlessMissing(() => client.send(new DeleteEndpointConfigCommand({ EndpointConfigName: name })));
    },
    deleteModel: async (name) => {
      await unlessMissing(() => client.send(new DeleteModelCommand({ ModelName: name })));
    },
  };
}
