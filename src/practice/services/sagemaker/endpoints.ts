import type {
  CreateEndpointInput,
  CreateEndpointOutput,
  DeleteEndpointInput,
  DescribeEndpointInput,
  DescribeEndpointOutput,
  ListEndpointsInput,
  ListEndpointsOutput,
  UpdateEndpointInput,
  UpdateEndpointOutput,
} from '@aws-sdk/client-sagemaker';
import type { Background } from './background.ts';
import type { Deployments } from './deployment.ts';
import { describeEndpoint, withoutFailure, type Endpoint, type EndpointGround } from './endpoint.ts';
import { checkInstanceQuota, type InstanceGround } from './instanceUse.ts';
import { listPage } from './listing.ts';
import type { Tags } from './tags.ts';
import { arnOf, checkName, invalid, refuseMembers } from './validation.ts';

/** The operations on endpoints. */
export function endpointOperations(
  ground: EndpointGround & InstanceGround,
  deployments: Deployments,
  background: Background,
  tags: Tags,
) {
  const { clock, configs, endpoints } = ground;
  const endpointNamed = (name = ''): Endpoint => {
    const endpoint = endpoints.get(name);
    if (!endpoint) throw invalid(`Could not find endpoint "${arnOf('endpoint', name)}".`);
    return endpoint;
  };
  const configNamed = (name = ''): string => {
    if (!configs.has(name))
      throw invalid(`Could not find endpoint configuration "${arnOf('endpoint-config', name)}".`);
    return name;
  };
  const checkQuota = (config: string): void => {
    const counts = new Map<string, number>();
    for (const { InstanceType: type = '', InitialInstanceCount: count = 1 } of configs.get(config)
      ?.variants ?? [])
      counts.set(type, (counts.get(type) ?? 0) + count);
    for (const [type, count] of counts) checkInstanceQuota(ground, 'endpoint', { type, count });
  };
  const settled = (endpoint: Endpoint): Endpoint => {
    if (endpoint.status !== 'InService' && endpoint.status !== 'Failed')
      throw invalid(`Cannot update in-progress endpoint "${endpoint.arn}".`);
    return endpoint;
  };
  return {
    CreateEndpoint: (input: CreateEndpointInput): CreateEndpointOutput => {
      const name = checkName('endpointName', input.EndpointName);
      const config = configNamed(input.EndpointConfigName);
      const arn = arnOf('endpoint', name);
      if (endpoints.has(name)) throw invalid(`Cannot create already existing endpoint "${arn}".`);
      checkQuota(config);
      const now = clock.now().getTime();
      endpoints.set(name, {
        name,
        arn,
        config,
        status: 'Creating',
        created: now,
        modified: now,
        deployed: [],
      });
      tags.add(arn, input.Tags);
      background.start(arn, (signal) => deployments.deploy(name, config, signal));
      return { EndpointArn: arn };
    },

    DescribeEndpoint: (input: DescribeEndpointInput): DescribeEndpointOutput =>
      describeEndpoint(endpointNamed(input.EndpointName)),

    ListEndpoints: (input: ListEndpointsInput): ListEndpointsOutput => {
      const { page, ...next } = listPage(endpoints.values(), input, 'Descending');
      return {
        Endpoints: page.map(({ name, arn, created, modified, status }) => ({
          EndpointName: name,
          EndpointArn: arn,
          CreationTime: new Date(created),
          LastModifiedTime: new Date(modified),
          EndpointStatus: status,
        })),
        ...next,
      };
    },

    UpdateEndpoint: (input: UpdateEndpointInput): UpdateEndpointOutput => {
      refuseMembers('UpdateEndpoint', {
        RetainAllVariantProperties: input.RetainAllVariantProperties,
        ExcludeRetainedVariantProperties: input.ExcludeRetainedVariantProperties,
      });
      const endpoint = settled(endpointNamed(input.EndpointName));
      const config = configNamed(input.EndpointConfigName);
      // The new instances start before the old ones go.
      checkQuota(config);
      const modified = clock.now().getTime();
      endpoints.set(endpoint.name, { ...withoutFailure(endpoint), status: 'Updating', modified });
      background.start(endpoint.arn, (signal) => deployments.deploy(endpoint.name, config, signal));
      return { EndpointArn: endpoint.arn };
    },

    DeleteEndpoint: (input: DeleteEndpointInput): void => {
      const endpoint = settled(endpointNamed(input.EndpointName));
      endpoints.set(endpoint.name, { ...endpoint, status: 'Deleting', modified: clock.now().getTime() });
      tags.forget(endpoint.arn);
      background.start(endpoint.arn, (signal) => deployments.remove(endpoint.name, signal));
    },
  };
}

/** Goes on with what the last process left under way: deployments and removals begin anew. */
export function recoverEndpoints(
  { endpoints }: EndpointGround,
  deployments: Deployments,
  background: Background,
): void {
  for (const { name, arn, config, status } of endpoints.values()) {
    if (status === 'Deleting') background.start(arn, (signal) => deployments.remove(name, signal));
    else if (status === 'Creating' || status === 'Updating')
      background.start(arn, (signal) => deployments.deploy(name, config, signal));
  }
}
