import type { AwsError } from '../../../awsError.ts';
import { arnOf } from '../../sagemaker/validation.ts';
import { known, nameIn, ownTags, tagsIn, takenAway, unless, type TemplateTag } from './propertyValues.ts';
import type { Properties, ResourceContext, ResourceType } from './resourceType.ts';

/** As far as a notebook instance's description is looked at. */
interface Notebook extends Properties {
  readonly NotebookInstanceArn: string;
  readonly NotebookInstanceName: string;
  readonly NotebookInstanceStatus: string;
}

const isMissing = ({ message }: AwsError): boolean => message.includes('RecordNotFound');
const isThere = ({ message }: AwsError): boolean => /duplicate|already exists/.test(message);

function sagemaker(
  context: ResourceContext,
  operation: string,
  input: Properties = {},
): Promise<Record<string, unknown>> {
  return context.call('sagemaker', operation, input);
}

const notebookInstance: ResourceType = {
  type: 'AWS::SageMaker::NotebookInstance',
  properties: [
    'DirectInternetAccess',
    'InstanceType',
    'LifecycleConfigName',
    'NotebookInstanceName',
    'PlatformIdentifier',
    'RoleArn',
    'RootAccess',
    'SecurityGroupIds',
    'SubnetId',
    'Tags',
    'VolumeSizeInGB',
  ],
  required: ['InstanceType', 'RoleArn'],
  lists: ['SecurityGroupIds', 'Tags'],
  replaces: [
    'DirectInternetAccess',
    'NotebookInstanceName',
    'PlatformIdentifier',
    'SecurityGroupIds',
    'SubnetId',
  ],
  physicalId: (properties, generated) =>
    arnOf('notebook-instance', nameIn(properties, 'NotebookInstanceName', generated, 63)),
  create: async (arn, properties, context) => {
    const NotebookInstanceName = (properties['NotebookInstanceName'] as string | undefined) ?? lastOf(arn);
    const input = { ...properties, NotebookInstanceName };
    await unless(isThere, sagemaker(context, 'CreateNotebookInstance', input));
    await untilStatus(arn, 'InService', context);
  },
  update: async (arn, properties, before, context) => {
    const { NotebookInstanceName } = (await notebookOf(arn, context)) ?? noNotebook(arn);
    const { LifecycleConfigName, ...changed } = pick(properties, updatable);
    // It changes only while it is stopped.
    await stop(arn, context);
    await sagemaker(context, 'UpdateNotebookInstance', {
      NotebookInstanceName,
      ...takenAway(before, properties, { RootAccess: 'Enabled' }),
      ...changed,
      ...(LifecycleConfigName === undefined
        ? { DisassociateLifecycleConfig: true }
        : { LifecycleConfigName }),
    });
    await untilStatus(arn, 'Stopped', context);
    await updateTags(arn, properties, before, context);
    await sagemaker(context, 'StartNotebookInstance', { NotebookInstanceName });
    await untilStatus(arn, 'InService', context);
  },
  delete: async (arn, _properties, context) => {
    if (!(await notebookOf(arn, context))) return;
    await stop(arn, context);
    const { NotebookInstanceName, NotebookInstanceStatus: status } = (await notebookOf(arn, context)) ?? {};
    if (status === 'Stopped' || status === 'Failed')
      await sagemaker(context, 'DeleteNotebookInstance', { NotebookInstanceName });
    await context.until(`${arn} to be deleted`, async () => !(await notebookOf(arn, context)));
  },
  read: async (arn, context) => {
    const notebook = await notebookOf(arn, context);
    if (!notebook) return undefined;
    const { Tags } = await sagemaker(context, 'ListTags', { ResourceArn: arn });
    return {
      ...pick(notebook, [
        ...updatable,
        'NotebookInstanceName',
        'DirectInternetAccess',
        'PlatformIdentifier',
        'SubnetId',
      ]),
      LifecycleConfigName: notebook['NotebookInstanceLifecycleConfigName'],
      SecurityGroupIds: notebook['SecurityGroups'],
      Tags: ownTags(Tags as TemplateTag[]),
    };
  },
  attributes: async (arn, context) => {
    const { NotebookInstanceName } = (await notebookOf(arn, context)) ?? noNotebook(arn);
    return { NotebookInstanceName };
  },
};

const lifecycleConfig: ResourceType = {
  type: 'AWS::SageMaker::NotebookInstanceLifecycleConfig',
  properties: ['NotebookInstanceLifecycleConfigName', 'OnCreate', 'OnStart'],
  required: [],
  lists: ['OnCreate', 'OnStart'],
  replaces: ['NotebookInstanceLifecycleConfigName'],
  physicalId: (properties, generated) =>
    arnOf(
      'notebook-instance-lifecycle-config',
      nameIn(properties, 'NotebookInstanceLifecycleConfigName', generated, 63),
    ),
  create: async (arn, properties, context) => {
    const name = (properties['NotebookInstanceLifecycleConfigName'] as string | undefined) ?? lastOf(arn);
    const input = { ...properties, NotebookInstanceLifecycleConfigName: name };
    await unless(isThere, sagemaker(context, 'CreateNotebookInstanceLifecycleConfig', input));
  },
  update: async (arn, { OnCreate = [], OnStart = [] }, _before, context) => {
    const NotebookInstanceLifecycleConfigName = await lifecycleNameOf(arn, context);
    const input = { NotebookInstanceLifecycleConfigName, OnCreate, OnStart };
    await sagemaker(context, 'UpdateNotebookInstanceLifecycleConfig', input);
  },
  delete: async (arn, _properties, context) => {
    const NotebookInstanceLifecycleConfigName = await lifecycleNameOf(arn, context);
    if (NotebookInstanceLifecycleConfigName === undefined) return;
    await sagemaker(context, 'DeleteNotebookInstanceLifecycleConfig', {
      NotebookInstanceLifecycleConfigName,
    });
  },
  read: async (arn, context) => {
    const NotebookInstanceLifecycleConfigName = await lifecycleNameOf(arn, context);
    if (NotebookInstanceLifecycleConfigName === undefined) return undefined;
    const input = { NotebookInstanceLifecycleConfigName };
    const found = await sagemaker(context, 'DescribeNotebookInstanceLifecycleConfig', input);
    const shown = (member: string) => ((found[member] as unknown[]).length ? found[member] : undefined);
    return { ...input, OnCreate: shown('OnCreate'), OnStart: shown('OnStart') };
  },
  attributes: async (arn, context) => ({
    NotebookInstanceLifecycleConfigName: (await lifecycleNameOf(arn, context)) ?? noNotebook(arn),
  }),
};

/** The resource types of SageMaker. Their ids are ARNs, which have names in lower case only. */
export const sagemakerTypes: readonly ResourceType[] = [notebookInstance, lifecycleConfig];

const updatable = ['InstanceType', 'RoleArn', 'VolumeSizeInGB', 'RootAccess', 'LifecycleConfigName'];

async function notebookOf(arn: string, context: ResourceContext): Promise<Notebook | undefined> {
  const found = await listed<Notebook>(context, 'ListNotebookInstances', 'NotebookInstances', (each) => {
    return each.NotebookInstanceArn === arn;
  });
  if (!found) return undefined;
  const { NotebookInstanceName } = found;
  const call = sagemaker(context, 'DescribeNotebookInstance', { NotebookInstanceName });
  return (await unless(isMissing, call)) as Notebook | undefined;
}

async function lifecycleNameOf(arn: string, context: ResourceContext): Promise<string | undefined> {
  const found = await listed<Properties>(
    context,
    'ListNotebookInstanceLifecycleConfigs',
    'NotebookInstanceLifecycleConfigs',
    (each) => each['NotebookInstanceLifecycleConfigArn'] === arn,
  );
  return found?.['NotebookInstanceLifecycleConfigName'] as string | undefined;
}

/** The item of a listing that `isWanted`. */
async function listed<T>(
  context: ResourceContext,
  operation: string,
  member: string,
  isWanted: (item: T) => boolean,
): Promise<T | undefined> {
  let NextToken: unknown;
  do {
    const reply = await sagemaker(context, operation, known({ MaxResults: 100, NextToken }));
    const found = (reply[member] as T[]).find(isWanted);
    if (found) return found;
    NextToken = reply['NextToken'];
  } while (NextToken !== undefined);
  return undefined;
}

/** Stops a notebook instance, once it is in a state from which it can be; one that failed or goes stays so. */
async function stop(arn: string, context: ResourceContext): Promise<void> {
  const status = async () => (await notebookOf(arn, context))?.NotebookInstanceStatus ?? 'gone';
  const passing = ['Pending', 'Updating', 'Stopping'];
  await context.until(`${arn} to settle`, async () => !passing.includes(await status()));
  if ((await status()) !== 'InService') return;
  const { NotebookInstanceName } = (await notebookOf(arn, context)) ?? noNotebook(arn);
  await sagemaker(context, 'StopNotebookInstance', { NotebookInstanceName });
  await untilStatus(arn, 'Stopped', context);
}

async function untilStatus(arn: string, wanted: string, context: ResourceContext): Promise<void> {
  await context.until(`${arn} to be ${wanted}`, async () => {
    return (await notebookOf(arn, context))?.NotebookInstanceStatus === wanted;
  });
}

async function updateTags(
  ResourceArn: string,
  properties: Properties,
  before: Properties,
  context: ResourceContext,
): Promise<void> {
  const TagKeys = tagsIn(before).map(({ Key }) => Key);
  await sagemaker(context, 'DeleteTags', { ResourceArn, TagKeys });
  await sagemaker(context, 'AddTags', { ResourceArn, Tags: tagsIn(properties) });
}

function pick(properties: Properties, names: readonly string[]): Properties {
  return known(Object.fromEntries(names.map((name) => [name, properties[name]])));
}

function lastOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

function noNotebook(arn: string): never {
  throw new Error(`${arn} is not there.`);
}
