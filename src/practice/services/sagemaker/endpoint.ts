import type { DescribeEndpointOutput, EndpointStatus, ProductionVariant } from '@aws-sdk/client-sagemaker';
import type { Clock } from '../../clock.ts';
import type { Store, Table } from '../../store/store.ts';
import type { LogGroups } from '../logs/logGroups.ts';
import type { Objects } from '../s3/objects.ts';
import type { StoredEndpointConfig } from './endpointConfigs.ts';
import type { StoredModel } from './models.ts';

/** What an endpoint serves of one variant: the variant, the model's image, and the copy of its archive. */
export interface DeployedVariant {
  readonly variant: ProductionVariant;
  readonly image: string;
  /** A file of the folder of deployed models. */
  readonly archive: string;
}

/** An endpoint as the store has it. Times are epoch milliseconds. */
export interface Endpoint {
  readonly name: string;
  readonly arn: string;
  readonly config: string;
  readonly status: EndpointStatus;
  readonly created: number;
  readonly modified: number;
  readonly failureReason?: string;
  /** What it serves; empty while its first deployment goes on. */
  readonly deployed: readonly DeployedVariant[];
}

/** What endpoints run on. */
export interface EndpointGround {
  readonly store: Store;
  readonly clock: Clock;
  readonly objects: Objects;
  readonly logs: LogGroups;
  readonly models: Table<StoredModel>;
  readonly configs: Table<StoredEndpointConfig>;
  readonly endpoints: Table<Endpoint>;
}

/** The log group of an endpoint. */
export function endpointLogGroup(endpoint: string): string {
  return `/aws/sagemaker/Endpoints/${endpoint}`;
}

/** The endpoint without the reason of an earlier failure. */
export function withoutFailure(endpoint: Endpoint): Endpoint {
  const cleared = { ...endpoint };
  delete (cleared as { failureReason?: string }).failureReason;
  return cleared;
}

export function describeEndpoint(endpoint: Endpoint): DescribeEndpointOutput {
  return {
    EndpointName: endpoint.name,
    EndpointArn: endpoint.arn,
    EndpointConfigName: endpoint.config,
    EndpointStatus: endpoint.status,
    CreationTime: new Date(endpoint.created),
    LastModifiedTime: new Date(endpoint.modified),
    ...(endpoint.failureReason === undefined ? {} : { FailureReason: endpoint.failureReason }),
    ...(endpoint.deployed.length
      ? {
          ProductionVariants: endpoint.deployed.map(({ variant, image }) => ({
            VariantName: variant.VariantName,
            DeployedImages: [
              { SpecifiedImage: image, ResolvedImage: image, ResolutionTime: new Date(endpoint.modified) },
            ],
            CurrentWeight: variant.InitialVariantWeight,
            DesiredWeight: variant.InitialVariantWeight,
            CurrentInstanceCount: variant.InitialInstanceCount,
            DesiredInstanceCount: variant.InitialInstanceCount,
          })),
        }
      : {}),
  };
}
