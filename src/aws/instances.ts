import {
  DescribeEndpointCommand,
  DescribeTrainingJobCommand,
  DescribeTransformJobCommand,
  paginateListEndpoints,
  paginateListTrainingJobs,
  paginateListTransformJobs,
  DescribeEndpointConfigCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { Instances, InstancesInUse } from '../lab/ports/instances.ts';
import { aborting } from './aborting.ts';

/** What SageMaker's jobs and endpoints run on, behind the lab's port. */
export function createInstances(client: SageMakerClient): Instances {
  return {
    training: async (signal) => {
      const found: InstancesInUse[] = [];
      const running = { StatusEquals: 'InProgress' as const };
      for await (const page of paginateListTrainingJobs({ client }, running, aborting(signal))) {
        for (const { TrainingJobName: name = '' } of page.TrainingJobSummaries ?? []) {
          const { ResourceConfig: on } = await client.send(
            new DescribeTrainingJobCommand({ TrainingJobName: name }),
            aborting(signal),
          );
          found.push({ name, instanceType: on?.InstanceType ?? '', count: on?.InstanceCount ?? 1 });
        }
      }
      return found;
    },
    transform: async (signal) => {
      const found: InstancesInUse[] = [];
      const running = { StatusEquals: 'InProgress' as const };
      for await (const page of paginateListTransformJobs({ client }, running, aborting(signal))) {
        for (const { TransformJobName: name = '' } of page.TransformJobSummaries ?? []) {
          const { TransformResources: on } = await client.send(
            new DescribeTransformJobCommand({ TransformJobName: name }),
            aborting(signal),
          );
          found.push({ name, instanceType: on?.InstanceType ?? '', count: on?.InstanceCount ?? 1 });
        }
      }
      return found;
    },
    endpoint: async (signal) => {
      const found: InstancesInUse[] = [];
      for await (const page of paginateListEndpoints({ client }, {}, aborting(signal))) {
        for (const { EndpointName: name = '' } of page.Endpoints ?? []) {
          found.push(...(await endpointInstances(client, name, signal)));
        }
      }
      return found;
    },
  };
}

async function endpointInstances(
  client: SageMakerClient,
  name: string,
  signal?: AbortSignal,
): Promise<InstancesInUse[]> {
  const { EndpointConfigName, ProductionVariants: live = [] } = await client.send(
    new DescribeEndpointCommand({ EndpointName: name }),
    aborting(signal),
  );
  const { ProductionVariants: variants = [] } = await client.send(
    new DescribeEndpointConfigCommand({ EndpointConfigName }),
    aborting(signal),
  );
  return variants.map(({ VariantName, InstanceType = '', InitialInstanceCount = 1 }) => ({
    name,
    // Serverless variants have no type, and count for no instance quota.
    instanceType: InstanceType,
    count:
      live.find((variant) => variant.VariantName === VariantName)?.CurrentInstanceCount ??
      InitialInstanceCount,
  }));
}
