import type {
  DescribeStackDriftDetectionStatusInput,
  DescribeStackDriftDetectionStatusOutput,
  DescribeStackResourceDriftsInput,
  DescribeStackResourceDriftsOutput,
  DetectStackDriftInput,
  DetectStackDriftOutput,
  DetectStackResourceDriftInput,
  DetectStackResourceDriftOutput,
  StackResourceDrift,
} from '@aws-sdk/client-cloudformation';
import { randomUUID } from 'node:crypto';
import type { Table } from '../../../store/store.ts';
import { lookForDrift, type DriftDetections, type StoredDetection } from '../stacks/driftDetections.ts';
import type { StoredDrift, StoredResource, StoredStack } from '../stacks/stackDocuments.ts';
import type { StackGround } from '../stacks/stackGround.ts';
import { invalid } from '../template/invalid.ts';
import { pageOf } from './requests.ts';
import { bracketed, stackNamed } from './stackOperation.ts';

const checkable = /^(CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE$|^(UPDATE_ROLLBACK|UPDATE)_FAILED$/;

/** The operations that compare stacks with what is really there. */
export function driftOperations(
  ground: StackGround,
  detections: Table<StoredDetection>,
  running: DriftDetections,
) {
  const { tables, clock } = ground;
  const checkableStack = (name: string | undefined): StoredStack => {
    const stack = stackNamed(ground, name, bracketed);
    if (checkable.test(stack.status)) return stack;
    throw invalid(
      `Drift detection cannot be performed on stack [${stack.id}] while it is in state ${stack.status}.`,
    );
  };
  return {
    DetectStackDrift: ({ StackName, LogicalResourceIds }: DetectStackDriftInput): DetectStackDriftOutput => {
      const stack = checkableStack(StackName);
      const isAtWork = detections
        .values()
        .some(({ stackId, status }) => stackId === stack.id && status === 'DETECTION_IN_PROGRESS');
      if (isAtWork) throw invalid(`Drift detection is already in progress for stack [${stack.id}]`);
      const id = randomUUID();
      detections.set(id, {
        id,
        stackId: stack.id,
        logicalIds: LogicalResourceIds,
        status: 'DETECTION_IN_PROGRESS',
        begun: clock.now().getTime(),
      });
      running.begin(id);
      return { StackDriftDetectionId: id };
    },

    DescribeStackDriftDetectionStatus: (
      input: DescribeStackDriftDetectionStatusInput,
    ): DescribeStackDriftDetectionStatusOutput => {
      const { StackDriftDetectionId = '' } = input;
      const detection = detections.get(StackDriftDetectionId);
      if (!detection) {
        throw invalid(`Drift detection with id ${StackDriftDetectionId} does not exist`);
      }
      const { stackId, status, reason, drifted, begun } = detection;
      return {
        StackId: stackId,
        StackDriftDetectionId,
        DetectionStatus: status,
        ...(reason === undefined ? {} : { DetectionStatusReason: reason }),
        ...(drifted === undefined
          ? {}
          : { StackDriftStatus: drifted ? 'DRIFTED' : 'IN_SYNC', DriftedStackResourceCount: drifted }),
        Timestamp: new Date(begun),
      };
    },

    DescribeStackResourceDrifts: (
      input: DescribeStackResourceDriftsInput,
    ): DescribeStackResourceDriftsOutput => {
      const { id } = stackNamed(ground, input.StackName, bracketed);
      const { StackResourceDriftStatusFilters: filters = [] } = input;
      const asked = tables
        .resources(id)
        .filter(({ drift }) => drift && (!filters.length || filters.includes(drift.status)));
      const { page, ...next } = pageOf(
        asked,
        ({ logicalId }) => logicalId,
        input.NextToken,
        input.MaxResults ?? 100,
      );
      return {
        StackResourceDrifts: page.flatMap((each) => (each.drift ? [asDrift(each, each.drift)] : [])),
        ...next,
      };
    },

    DetectStackResourceDrift: async (
      input: DetectStackResourceDriftInput,
    ): Promise<DetectStackResourceDriftOutput> => {
      const stack = checkableStack(input.StackName);
      const { LogicalResourceId = '' } = input;
      const resource = tables.resource(stack.id, LogicalResourceId);
      if (!resource) throw invalid(`Resource ${LogicalResourceId} does not exist for stack ${stack.name}`);
      const drift = await lookForDrift(ground, stack, resource, new AbortController().signal);
      return { StackResourceDrift: asDrift(resource, drift) };
    },
  };
}

function asDrift(resource: StoredResource, drift: StoredDrift): StackResourceDrift {
  const { stackId, logicalId, physicalId, type } = resource;
  return {
    StackId: stackId,
    LogicalResourceId: logicalId,
    PhysicalResourceId: physicalId,
    ResourceType: type,
    ...(drift.actual
      ? {
          ExpectedProperties: JSON.stringify(drift.expected),
          ActualProperties: JSON.stringify(drift.actual),
          PropertyDifferences: [...drift.differences],
        }
      : {}),
    StackResourceDriftStatus: drift.status,
    Timestamp: new Date(drift.checked),
  };
}
