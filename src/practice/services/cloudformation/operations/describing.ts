import type {
  Capability,
  DescribeStackEventsInput,
  DescribeStackEventsOutput,
  DescribeStackResourceInput,
  DescribeStackResourceOutput,
  DescribeStackResourcesInput,
  DescribeStackResourcesOutput,
  DescribeStacksInput,
  DescribeStacksOutput,
  ListExportsInput,
  ListExportsOutput,
  ListStackResourcesInput,
  ListStackResourcesOutput,
  ListStacksInput,
  ListStacksOutput,
  Parameter,
  Stack,
} from '@aws-sdk/client-cloudformation';
import type { StoredResource, StoredStack } from '../stacks/stackDocuments.ts';
import type { StackGround } from '../stacks/stackGround.ts';
import { invalid } from '../template/invalid.ts';
import { knownTemplate } from '../template/knownTemplate.ts';
import { isHidden, resolvedValue, stars } from '../template/parameters.ts';
import type { Template } from '../template/template.ts';
import { pageOf } from './requests.ts';
import { bracketed, stackNamed } from './stackOperation.ts';

const stacksAPage = 20;
const itemsAPage = 100;

/** The operations that tell of stacks, their resources and their events. */
export function describingOperations(ground: StackGround) {
  const { tables } = ground;
  const newestFirst = () => tables.stacks.values().sort((a, b) => b.created - a.created);
  return {
    DescribeStacks: ({ StackName, NextToken }: DescribeStacksInput): DescribeStacksOutput => {
      if (StackName !== undefined) return { Stacks: [asStack(ground, stackNamed(ground, StackName))] };
      const there = newestFirst().filter(({ status }) => status !== 'DELETE_COMPLETE');
      const { page, ...next } = pageOf(there, ({ id }) => id, NextToken, stacksAPage);
      return { Stacks: page.map((stack) => asStack(ground, stack)), ...next };
    },

    ListStacks: ({ StackStatusFilter = [], NextToken }: ListStacksInput): ListStacksOutput => {
      const asked = newestFirst().filter(
        ({ status }) => !StackStatusFilter.length || StackStatusFilter.includes(status),
      );
      const { page, ...next } = pageOf(asked, ({ id }) => id, NextToken, itemsAPage);
      return {
        StackSummaries: page.map((stack) => ({
          ...factsOf(stack),
          ...described(
            'TemplateDescription',
            knownTemplate(tables.version(stack.version).template).Description,
          ),
        })),
        ...next,
      };
    },

    DescribeStackEvents: ({ StackName, NextToken }: DescribeStackEventsInput): DescribeStackEventsOutput => {
      const { id, name } = stackNamed(ground, StackName, bracketed);
      const { page, ...next } = pageOf(tables.events(id), (event) => event.id, NextToken, itemsAPage);
      return {
        StackEvents: page.map((event) => ({
          StackId: id,
          StackName: name,
          EventId: event.id,
          LogicalResourceId: event.logicalId,
          PhysicalResourceId: event.physicalId,
          ResourceType: event.type,
          Timestamp: new Date(event.at),
          ResourceStatus: event.status,
          ...described('ResourceStatusReason', event.reason),
          ...described('ResourceProperties', event.properties && JSON.stringify(event.properties)),
          ...described('ClientRequestToken', event.token),
        })),
        ...next,
      };
    },

    DescribeStackResource: (input: DescribeStackResourceInput): DescribeStackResourceOutput => {
      const stack = stackNamed(ground, input.StackName, (name) => `Stack '${name}' does not exist`);
      const { LogicalResourceId = '' } = input;
      const resource = tables.resource(stack.id, LogicalResourceId);
      if (!resource) throw invalid(`Resource ${LogicalResourceId} does not exist for stack ${stack.name}`);
      return {
        StackResourceDetail: {
          StackId: stack.id,
          StackName: stack.name,
          ...resourceFacts(resource),
          LastUpdatedTimestamp: new Date(resource.updated),
          ...described(
            'Metadata',
            resource.metadata === undefined ? undefined : JSON.stringify(resource.metadata),
          ),
        },
      };
    },

    DescribeStackResources: (input: DescribeStackResourcesInput): DescribeStackResourcesOutput => {
      const { LogicalResourceId, PhysicalResourceId, StackName } = input;
      if ((StackName === undefined) === (PhysicalResourceId === undefined)) {
        throw invalid('You must specify either StackName or PhysicalResourceId, but not both.');
      }
      const stack =
        PhysicalResourceId === undefined
          ? stackNamed(ground, StackName)
          : stackWith(ground, PhysicalResourceId);
      const asked = tables
        .resources(stack.id)
        .filter(({ logicalId }) => LogicalResourceId === undefined || logicalId === LogicalResourceId);
      return {
        StackResources: asked.map((resource) => ({
          StackId: stack.id,
          StackName: stack.name,
          ...resourceFacts(resource),
          Timestamp: new Date(resource.updated),
        })),
      };
    },

    ListStackResources: ({ StackName, NextToken }: ListStackResourcesInput): ListStackResourcesOutput => {
      const { id } = stackNamed(ground, StackName);
      const { page, ...next } = pageOf(
        tables.resources(id),
        ({ logicalId }) => logicalId,
        NextToken,
        itemsAPage,
      );
      return {
        StackResourceSummaries: page.map((resource) => ({
          ...resourceFacts(resource),
          LastUpdatedTimestamp: new Date(resource.updated),
        })),
        ...next,
      };
    },

    ListExports: ({ NextToken }: ListExportsInput): ListExportsOutput => {
      const all = newestFirst()
        .filter(({ status }) => status !== 'DELETE_COMPLETE')
        .flatMap(({ id, outputs }) =>
          outputs.flatMap(({ ExportName, OutputValue = '' }) =>
            ExportName === undefined ? [] : [{ ExportingStackId: id, Name: ExportName, Value: OutputValue }],
          ),
        );
      const { page, ...next } = pageOf(all, ({ Name }) => Name, NextToken, itemsAPage);
      return { Exports: page, ...next };
    },
  };
}

function stackWith({ tables }: StackGround, physicalId: string): StoredStack {
  const stack = tables.stacks
    .values()
    .find(
      ({ id, status }) =>
        status !== 'DELETE_COMPLETE' && tables.resources(id).some((each) => each.physicalId === physicalId),
    );
  if (!stack) throw invalid(`Stack for ${physicalId} does not exist`);
  return stack;
}

function asStack(ground: StackGround, stack: StoredStack): Stack {
  const version = ground.tables.version(stack.version);
  const { Description, Parameters } = knownTemplate(version.template);
  return {
    ...factsOf(stack),
    ...described('Description', Description),
    Parameters: shownParameters(version, Parameters),
    DisableRollback: stack.onFailure === 'DO_NOTHING',
    NotificationARNs: [],
    Capabilities: [...version.capabilities] as Capability[],
    Outputs: [...stack.outputs],
    Tags: [...version.tags],
    EnableTerminationProtection: stack.terminationProtection,
    ...described('RoleARN', stack.roleArn),
  };
}

/** Parameters as they are shown: hidden ones as stars, and what stands behind the others. */
export function shownParameters(
  { parameters }: { readonly parameters: Readonly<Record<string, string>> },
  definitions: Template['Parameters'],
): Parameter[] {
  return Object.entries(parameters).map(([ParameterKey, value]) => {
    const definition = definitions[ParameterKey] ?? { Type: 'String' };
    return {
      ParameterKey,
      ParameterValue: isHidden(definition) ? stars : value,
      ...described('ResolvedValue', resolvedValue(definition, value)),
    };
  });
}

function factsOf(stack: StoredStack) {
  const { drift } = stack;
  return {
    StackId: stack.id,
    StackName: stack.name,
    CreationTime: new Date(stack.created),
    ...(stack.updated === undefined ? {} : { LastUpdatedTime: new Date(stack.updated) }),
    ...(stack.deleted === undefined ? {} : { DeletionTime: new Date(stack.deleted) }),
    StackStatus: stack.status,
    ...described('StackStatusReason', stack.reason),
    DriftInformation: drift
      ? { StackDriftStatus: drift.status, LastCheckTimestamp: new Date(drift.checked) }
      : { StackDriftStatus: 'NOT_CHECKED' as const },
  };
}

function resourceFacts(resource: StoredResource) {
  const { drift, logicalId, before, type, status, reason } = resource;
  const physicalId = resource.physicalId || before?.physicalId;
  return {
    LogicalResourceId: logicalId,
    ...(physicalId ? { PhysicalResourceId: physicalId } : {}),
    ResourceType: type,
    ResourceStatus: status,
    ...described('ResourceStatusReason', reason),
    DriftInformation: drift
      ? { StackResourceDriftStatus: drift.status, LastCheckTimestamp: new Date(drift.checked) }
      : { StackResourceDriftStatus: 'NOT_CHECKED' as const },
  };
}

/** A member, where there is something to say. */
function described<Name extends string>(
  name: Name,
  value: string | undefined,
): Partial<Record<Name, string>> {
  return value === undefined ? {} : ({ [name]: value } as Partial<Record<Name, string>>);
}
