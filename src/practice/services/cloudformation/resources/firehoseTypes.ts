import type { AwsError } from '../../../awsError.ts';
import { nameIn, ownTags, tagsIn, unless, type TemplateTag } from './propertyValues.ts';
import type { Properties, ResourceContext, ResourceType } from './resourceType.ts';

/** As far as a stream's description is looked at. */
interface Description {
  readonly DeliveryStreamARN: string;
  readonly DeliveryStreamStatus: string;
  readonly DeliveryStreamType: string;
  readonly VersionId: string;
  readonly Destinations: {
    readonly DestinationId: string;
    readonly ExtendedS3DestinationDescription: Readonly<Record<string, unknown>>;
  }[];
}

const isMissing = ({ code }: AwsError): boolean => code === 'ResourceNotFoundException';
const isThere = ({ code }: AwsError): boolean => code === 'ResourceInUseException';

function firehose(
  context: ResourceContext,
  operation: string,
  input: Properties,
): Promise<Record<string, unknown>> {
  return context.call('firehose', operation, input);
}

const deliveryStream: ResourceType = {
  type: 'AWS::KinesisFirehose::DeliveryStream',
  properties: ['DeliveryStreamName', 'DeliveryStreamType', 'ExtendedS3DestinationConfiguration', 'Tags'],
  required: ['ExtendedS3DestinationConfiguration'],
  lists: ['Tags'],
  replaces: ['DeliveryStreamName', 'DeliveryStreamType'],
  physicalId: (properties, generated) => nameIn(properties, 'DeliveryStreamName', generated, 64),
  create: async (DeliveryStreamName, properties, context) => {
    await unless(isThere, firehose(context, 'CreateDeliveryStream', { ...properties, DeliveryStreamName }));
    await untilActive(DeliveryStreamName, context);
  },
  update: async (DeliveryStreamName, properties, before, context) => {
    const { VersionId, Destinations } =
      (await describe(DeliveryStreamName, context)) ?? noStream(DeliveryStreamName);
    const configuration = properties['ExtendedS3DestinationConfiguration'] as Properties;
    await firehose(context, 'UpdateDestination', {
      DeliveryStreamName,
      CurrentDeliveryStreamVersionId: VersionId,
      DestinationId: Destinations[0]?.DestinationId,
      ExtendedS3DestinationUpdate: { ...defaults, ...configuration },
    });
    const TagKeys = tagsIn(before).map(({ Key }) => Key);
    await firehose(context, 'UntagDeliveryStream', { DeliveryStreamName, TagKeys });
    const Tags = tagsIn(properties);
    await firehose(context, 'TagDeliveryStream', { DeliveryStreamName, Tags });
  },
  delete: async (DeliveryStreamName, _properties, context) => {
    if (!(await describe(DeliveryStreamName, context))) return;
    // One that is still made cannot be deleted.
    await context.until(`delivery stream ${DeliveryStreamName} to be made`, async () => {
      return (await describe(DeliveryStreamName, context))?.DeliveryStreamStatus !== 'CREATING';
    });
    await unless(isMissing, firehose(context, 'DeleteDeliveryStream', { DeliveryStreamName }));
    await context.until(`delivery stream ${DeliveryStreamName} to be deleted`, async () => {
      return !(await describe(DeliveryStreamName, context));
    });
  },
  read: async (DeliveryStreamName, context) => {
    const found = await describe(DeliveryStreamName, context);
    if (!found) return undefined;
    const { Tags } = await firehose(context, 'ListTagsForDeliveryStream', { DeliveryStreamName });
    return {
      DeliveryStreamName,
      DeliveryStreamType: found.DeliveryStreamType,
      ExtendedS3DestinationConfiguration: found.Destinations[0]?.ExtendedS3DestinationDescription,
      Tags: ownTags(Tags as TemplateTag[]),
    };
  },
  attributes: async (name, context) => {
    const { DeliveryStreamARN } = (await describe(name, context)) ?? noStream(name);
    return { Arn: DeliveryStreamARN };
  },
};

/** The resource types of Firehose. */
export const firehoseTypes: readonly ResourceType[] = [deliveryStream];

/** What a destination is where a template leaves it out: an update leaves that as it was. */
const defaults: Properties = {
  Prefix: '',
  ErrorOutputPrefix: '',
  BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 300 },
  CompressionFormat: 'UNCOMPRESSED',
};

async function describe(
  DeliveryStreamName: string,
  context: ResourceContext,
): Promise<Description | undefined> {
  const reply = await unless(isMissing, firehose(context, 'DescribeDeliveryStream', { DeliveryStreamName }));
  return reply?.['DeliveryStreamDescription'] as Description | undefined;
}

async function untilActive(name: string, context: ResourceContext): Promise<void> {
  await context.until(`delivery stream ${name} to be active`, async () => {
    return (await describe(name, context))?.DeliveryStreamStatus === 'ACTIVE';
  });
}

function noStream(name: string): never {
  throw new Error(`Firehose ${name} not found.`);
}
