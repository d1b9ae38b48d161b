import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackDriftDetectionStatusCommand,
  DescribeStackEventsCommand,
  DescribeStackResourceDriftsCommand,
  DescribeStacksCommand,
  DetectStackDriftCommand,
  GetTemplateCommand,
  paginateListStackResources,
  paginateListStacks,
  UpdateStackCommand,
  type CloudFormationClient,
  type Stack as CloudFormationStack,
  type StackEvent as CloudFormationEvent,
  type StackResourceDrift,
} from '@aws-sdk/client-cloudformation';
import type { ResourceDrift, Stack, StackEvent, StackInput, Stacks } from '../lab/ports/stacks.ts';
import { aborting } from './aborting.ts';

/** CloudFormation's stacks behind the lab's port. */
export function createStacks(client: CloudFormationClient): Stacks {
  return {
    get: async (name, signal) => {
      try {
        const { Stacks = [] } = await client.send(
          new DescribeStacksCommand({ StackName: name }),
          aborting(signal),
        );
        return Stacks[0] && stackOf(Stacks[0]);
      } catch (error) {
        if (says(error, /does not exist/)) return undefined;
        throw error;
      }
    },
    list: async (signal) => {
      const found: Pick<Stack, 'name' | 'id' | 'status'>[] = [];
      for await (const { StackSummaries = [] } of paginateListStacks({ client }, {}, aborting(signal))) {
        for (const { StackName = '', StackId = '', StackStatus } of StackSummaries) {
          if (StackStatus && StackStatus !== 'DELETE_COMPLETE') {
            found.push({ name: StackName, id: StackId, status: StackStatus });
          }
        }
      }
      return found;
    },
    create: async (input) => {
      const { StackId = '' } = await client.send(new CreateStackCommand(requestOf(input)));
      return StackId;
    },
    update: async (input) => {
      try {
        await client.send(new UpdateStackCommand(requestOf(input)));
        return true;
      } catch (error) {
        if (says(error, /No updates are to be performed/)) return false;
        throw error;
      }
    },
    delete: async (name, retain) => {
      await client.send(
        new DeleteStackCommand({ StackName: name, ...(retain?.length && { RetainResources: [...retain] }) }),
      );
    },
    template: async (name, signal) => {
      const { TemplateBody = '' } = await client.send(
        new GetTemplateCommand({ StackName: name }),
        aborting(signal),
      );
      return TemplateBody;
    },
    resources: async (name, signal) => {
      const found = [];
      for await (const page of paginateListStackResources(
        { client },
        { StackName: name },
        aborting(signal),
      )) {
        for (const each of page.StackResourceSummaries ?? []) {
          found.push({
            logicalId: each.LogicalResourceId ?? '',
            physicalId: each.PhysicalResourceId ?? '',
            type: each.ResourceType ?? '',
            status: each.ResourceStatus ?? '',
            reason: each.ResourceStatusReason ?? '',
            updated: each.LastUpdatedTimestamp,
          });
        }
      }
      return found;
    },
    events: async (name, after, signal) => {
      const found: StackEvent[] = [];
      let NextToken: string | undefined;
      // CloudFormation tells the newest first: what is known already ends the reading.
      do {
        const page = await client.send(
          new DescribeStackEventsCommand({ StackName: name, NextToken }),
          aborting(signal),
        );
        for (const event of page.StackEvents ?? []) {
          if (event.EventId === after) return found.reverse();
          found.push(eventOf(event));
        }
        ({ NextToken } = page);
      } while (NextToken !== undefined);
      return found.reverse();
    },
    detectDrift: async (name) => {
      try {
        const { StackDriftDetectionId = '' } = await client.send(
          new DetectStackDriftCommand({ StackName: name }),
        );
        return StackDriftDetectionId;
      } catch (error) {
        if (says(error, /Drift detection is already in progress/)) return undefined;
        throw error;
      }
    },
    driftDetection: async (id, signal) => {
      const { DetectionStatus = 'DETECTION_FAILED', DetectionStatusReason = '' } = await client.send(
        new DescribeStackDriftDetectionStatusCommand({ StackDriftDetectionId: id }),
        aborting(signal),
      );
      return { status: DetectionStatus, reason: DetectionStatusReason };
    },
    drifts: async (name, signal) => {
      const found: ResourceDrift[] = [];
      let NextToken: string | undefined;
      do {
        const page = await client.send(
          new DescribeStackResourceDriftsCommand({ StackName: name, NextToken }),
          aborting(signal),
        );
        found.push(...(page.StackResourceDrifts ?? []).map(driftOf));
        ({ NextToken } = page);
      } while (NextToken !== undefined);
      return found;
    },
  };
}

function requestOf({ name, template, parameters }: StackInput) {
  return {
    StackName: name,
    TemplateBody: template,
    Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
      ParameterKey,
      ParameterValue,
    })),
    // The lab's roles have names that CloudFormation makes.
    Capabilities: ['CAPABILITY_IAM' as const],
  };
}

function says(error: unknown, words: RegExp): boolean {
  return error instanceof Error && error.name === 'ValidationError' && words.test(error.message);
}

function stackOf(stack: CloudFormationStack): Stack {
  return {
    name: stack.StackName ?? '',
    id: stack.StackId ?? '',
    status: stack.StackStatus ?? 'CREATE_IN_PROGRESS',
    reason: stack.StackStatusReason ?? '',
    created: stack.CreationTime,
    isProtected: stack.EnableTerminationProtection ?? false,
    parameters: Object.fromEntries(
      (stack.Parameters ?? []).map(({ ParameterKey = '', ParameterValue = '' }) => [
        ParameterKey,
        ParameterValue,
      ]),
    ),
    outputs: Object.fromEntries(
      (stack.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    ),
  };
}

function eventOf(event: CloudFormationEvent): StackEvent {
  return {
    id: event.EventId ?? '',
    at: event.Timestamp ?? new Date(0),
    logicalId: event.LogicalResourceId ?? '',
    physicalId: event.PhysicalResourceId ?? '',
    type: event.ResourceType ?? '',
    status: event.ResourceStatus ?? '',
    reason: event.ResourceStatusReason ?? '',
  };
}

function driftOf(drift: StackResourceDrift): ResourceDrift {
  return {
    logicalId: drift.LogicalResourceId ?? '',
    physicalId: drift.PhysicalResourceId ?? '',
    type: drift.ResourceType ?? '',
    status: drift.StackResourceDriftStatus ?? 'UNKNOWN',
    differences: (drift.PropertyDifferences ?? []).map(
      ({ PropertyPath = '', ExpectedValue = '', ActualValue = '' }) => ({
        path: PropertyPath,
        expected: ExpectedValue,
        actual: ActualValue,
      }),
    ),
  };
}
