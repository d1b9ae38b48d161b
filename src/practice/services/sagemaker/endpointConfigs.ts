import {
  ProductionVariantInstanceType,
  type CreateEndpointConfigInput,
  type CreateEndpointConfigOutput,
  type DeleteEndpointConfigInput,
  type DescribeEndpointConfigInput,
  type DescribeEndpointConfigOutput,
  type ListEndpointConfigsInput,
  type ListEndpointConfigsOutput,
  type ProductionVariant,
} from '@aws-sdk/client-sagemaker';
import type { Clock } from '../../clock.ts';
import type { Table } from '../../store/store.ts';
import { listPage } from './listing.ts';
import type { StoredModel } from './models.ts';
import type { Tags } from './tags.ts';
import { arnOf, checkEnum, checkName, checkRange, invalid, refuseMembers } from './validation.ts';

/** An endpoint configuration as the store has it. `created` is epoch milliseconds. */
export interface StoredEndpointConfig {
  readonly name: string;
  readonly arn: string;
  readonly created: number;
  readonly variants: readonly ProductionVariant[];
}

interface EndpointConfigGround {
  readonly clock: Clock;
  readonly models: Table<StoredModel>;
  readonly configs: Table<StoredEndpointConfig>;
}

/** The operations on endpoint configurations. */
export function endpointConfigOperations({ clock, models, configs }: EndpointConfigGround, tags: Tags) {
  const configNamed = (name = ''): StoredEndpointConfig => {
    const config = configs.get(name);
    if (!config) throw invalid(`Could not find endpoint configuration "${arnOf('endpoint-config', name)}".`);
    return config;
  };
  return {
    CreateEndpointConfig: (input: CreateEndpointConfigInput): CreateEndpointConfigOutput => {
      const name = checkName('endpointConfigName', input.EndpointConfigName);
      refuseMembers('CreateEndpointConfig', {
        DataCaptureConfig: input.DataCaptureConfig?.EnableCapture === true,
        AsyncInferenceConfig: input.AsyncInferenceConfig,
        ExplainerConfig: input.ExplainerConfig,
        ShadowProductionVariants: input.ShadowProductionVariants,
      });
      const variants = checkVariants(input.ProductionVariants ?? [], models);
      const arn = arnOf('endpoint-config', name);
      if (configs.has(name)) throw invalid(`Cannot create already existing endpoint configuration "${arn}".`);
      configs.set(name, { name, arn, created: clock.now().getTime(), variants });
      tags.add(arn, input.Tags);
      return { EndpointConfigArn: arn };
    },

    DescribeEndpointConfig: (input: DescribeEndpointConfigInput): DescribeEndpointConfigOutput => {
      const { name, arn, created, variants } = configNamed(input.EndpointConfigName);
      return {
        EndpointConfigName: name,
        EndpointConfigArn: arn,
        CreationTime: new Date(created),
        ProductionVariants: [...variants],
        EnableNetworkIsolation: false,
      };
    },

    ListEndpointConfigs: (input: ListEndpointConfigsInput): ListEndpointConfigsOutput => {
      const { page, ...next } = listPage(configs.values(), input, 'Descending');
      return {
        EndpointConfigs: page.map(({ name, arn, created }) => ({
          EndpointConfigName: name,
          EndpointConfigArn: arn,
          CreationTime: new Date(created),
        })),
        ...next,
      };
    },

    DeleteEndpointConfig: (input: DeleteEndpointConfigInput): void => {
      const config = configNamed(input.EndpointConfigName);
      configs.delete(config.name);
      tags.forget(config.arn);
    },
  };
}

function checkVariants(
  variants: readonly ProductionVariant[],
  models: Table<StoredModel>,
): ProductionVariant[] {
  if (variants.length === 0 || variants.length > 10)
    throw invalid(`ProductionVariants needs 1 to 10 variants, got ${variants.length}.`);
  const names = variants.map(({ VariantName }) => VariantName);
  if (new Set(names).size < names.length) throw invalid('Duplicate production variant names.');
  return variants.map((variant, index) => {
    const at = `productionVariants.${index + 1}.member`;
    checkName(`${at}.variantName`, variant.VariantName);
    refuseMembers('CreateEndpointConfig', {
      ServerlessConfig: variant.ServerlessConfig,
      AcceleratorType: variant.AcceleratorType,
      CoreDumpConfig: variant.CoreDumpConfig,
      ManagedInstanceScaling: variant.ManagedInstanceScaling,
      InstancePools: variant.InstancePools,
    });
    const model = checkName(`${at}.modelName`, variant.ModelName);
    checkEnum(`${at}.instanceType`, variant.InstanceType, ProductionVariantInstanceType);
    checkRange(`${at}.initialInstanceCount`, variant.InitialInstanceCount, 1, 2 ** 31 - 1);
    if (!variant.InstanceType) throw invalid(`InstanceType is required for production variant ${at}.`);
    if (!models.has(model)) throw invalid(`Could not find model "${arnOf('model', model)}".`);
    return { ...variant, InitialVariantWeight: variant.InitialVariantWeight ?? 1 };
  });
}
