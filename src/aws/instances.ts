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
import { isAccessDenied } from '../lab/explain/isAccessDenied.ts';
import type { Instances, InstancesInUse, InstanceUse } from '../lab/ports/instances.ts';
import { aborting } from './aborting.ts';
import { isMissing, unlessMissing } from './missing.ts';

/** What SageMaker's jobs and endpoints run on, behind the lab's port. */
export function createInstances(client: SageMakerClient): Instances {
  const running = { StatusEquals: 'InProgress' as const };
  return {
    training: (signal) =>
      useOf(
        paginateListTrainingJobs({ client }, running, aborting(signal)),
        ({ TrainingJobSummaries: jobs = [] }) => jobs.map(({ TrainingJobName }) => TrainingJobName),
        async (name) => {
          const { ResourceConfig: on } = await client.send(
            new DescribeTrainingJobCommand({ TrainingJobName: name }),
            aborting(signal),
          );
          return [{ name, instanceType: on?.InstanceType ?? '', count: on?.InstanceCount ?? 1 }];
        },
      ),
    transform: (signal) =>
      useOf(
        paginateListTransformJobs({ client }, running, aborting(signal)),
        ({ TransformJobSummaries: jobs = [] }) => jobs.map(({ TransformJobName }) => TransformJobName),
        async (name) => {
          const { TransformResources: on } = await client.send(
            new DescribeTransformJobCommand({ TransformJobName: name }),
            aborting(signal),
          );
          return [{ name, instanceType: on?.InstanceType ?? '', count: on?.InstanceCount ?? 1 }];
        },
      ),
    endpoint: (signal) =>
      useOf(
        paginateListEndpoints({ client }, {}, aborting(signal)),
        ({ Endpoints: endpoints = [] }) => endpoints.map(({ EndpointName }) => EndpointName),
        (name) => endpointInstances(client, name, signal),
      ),
  };
}

/**
 * Looks at each job or endpoint of the pages. What has gone since it was listed uses nothing; what `look` may not see, or
 * answers with undefined for, is named.
 */
async function useOf<Page>(
  pages: AsyncIterable<Page>,
  namesOf: (page: Page) => (string | undefined)[],
  look: (name: string) => Promise<InstancesInUse[] | undefined>,
): Promise<InstanceUse> {
  const inUse: InstancesInUse[] = [];
  const unseen: string[] = [];
  for await (const page of pages) {
    for (const name of namesOf(page)) {
      if (name === undefined) continue;
      try {
        const found = await look(name);
        if (found) inUse.push(...found);
        else unseen.push(name);
      } catch (error) {
        if (isAccessDenied(error)) unseen.push(name);
        else if (!isMissing(error)) throw error;
      }
    }
  }
  return { inUse, unseen };
}

async function endpointInstances(
  client: SageMakerClient,
  name: string,
  signal?: AbortSignal,
): Promise<InstancesInUse[] | undefined> {
  const {
    EndpointConfigName,
    EndpointStatus,
    ProductionVariants: live = [],
  } = await client.send(new DescribeEndpointCommand({ EndpointName: name }), aborting(signal));
  const config = await unlessMissing(() =>
    client.send(new DescribeEndpointConfigCommand({ EndpointConfigName }), aborting(signal)),
  );
  // Only the configuration names the instances, and it may be deleted while the endpoint goes on.
  if (!config) return EndpointStatus === 'Deleting' ? [] : undefined;
  return (config.ProductionVariants ?? []).map(
    ({ VariantName, InstanceType = '', InitialInstanceCount = 1 }) => ({
      name,
      // Serverless variants have no type, and count for no instance quota.
      instanceType: InstanceType,
      count:
        live.find((variant) => variant.VariantName === VariantName)?.CurrentInstanceCount ??
        InitialInstanceCount,
    }),
  );
}
