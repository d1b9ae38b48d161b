import type {
  Capability,
  ChangeSetSummary,
  CreateChangeSetInput,
  CreateChangeSetOutput,
  DeleteChangeSetInput,
  DescribeChangeSetInput,
  DescribeChangeSetOutput,
  ExecuteChangeSetInput,
  ExecutionStatus,
  ListChangeSetsInput,
  ListChangeSetsOutput,
} from '@aws-sdk/client-cloudformation';
import { randomUUID } from 'node:crypto';
import { AwsError } from '../../../awsError.ts';
import { accountId, region } from '../../../identity.ts';
import { planChanges } from '../stacks/planChanges.ts';
import { resolvedOutputs } from '../stacks/resourceScope.ts';
import type { StoredStack } from '../stacks/stackDocuments.ts';
import { invalid } from '../template/invalid.ts';
import { knownTemplate } from '../template/knownTemplate.ts';
import { isSame } from '../template/value.ts';
import {
  changeSetNamed,
  findChangeSet,
  type ChangeSets,
  type StoredChangeSet,
} from './changeSetDocuments.ts';
import { newStack, newStackId } from './changing.ts';
import { shownParameters } from './describing.ts';
import { checkedName, pageOf, refuseMembers } from './requests.ts';
import {
  beginUpdate,
  bracketed,
  checkUpdatable,
  requestedVersion,
  stackNamed,
  type OperationGround,
} from './stackOperation.ts';

const noChanges =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

/** The operations on change sets: a stack's next version, kept until somebody executes it. */
export function changeSetOperations(ground: OperationGround, changeSets: ChangeSets) {
  const { tables, runs, clock } = ground;
  const create = async (input: CreateChangeSetInput): Promise<CreateChangeSetOutput> => {
    const name = checkedName('changeSetName', input.ChangeSetName);
    refuseUnknown(input);
    const type = input.ChangeSetType ?? 'UPDATE';
    if (type === 'IMPORT') throw invalid("The practice account's CloudFormation imports no resources.");
    const { stack, isNew } = stackFor(ground, type, input.StackName, name);
    const previous =
      isNew || stack.status === 'REVIEW_IN_PROGRESS' ? undefined : tables.version(stack.version);
    const { version, blueprint } = await requestedVersion(ground, stack, input, previous);
    const changes = await planChanges(ground, stack, blueprint);
    const isChange =
      changes.length > 0 ||
      !isSame(previous?.tags, version.tags) ||
      !isSame(stack.outputs, await resolvedOutputs(ground, stack, blueprint, new AbortController().signal));
    // Looked up once nothing is waited for any more: of several requests at once, one makes the stack, and one has the name.
    if (isNew && tables.find(stack.name)) return create(input);
    const open = changeSets.values().filter((each) => each.stackId === stack.id && !each.executed);
    if (open.some((each) => each.name === name)) {
      throw new AwsError(
        'AlreadyExistsException',
        `ChangeSet ${name} cannot be created due to a mismatch with existing attribute Name`,
      );
    }
    const base = isNew ? tables.addVersion(version) : stack.version;
    if (isNew) tables.moveStack({ ...stack, version: base }, 'REVIEW_IN_PROGRESS', 'User Initiated');
    const id = `arn:aws:cloudformation:${region}:${accountId}:changeSet/${name}/${randomUUID()}`;
    changeSets.set(id, {
      id,
      name,
      stackId: stack.id,
      type,
      created: clock.now().getTime(),
      description: input.Description,
      onStackFailure: input.OnStackFailure,
      base,
      version,
      changes,
      failure: isChange ? undefined : noChanges,
    });
    return { Id: id, StackId: stack.id };
  };
  return {
    CreateChangeSet: create,

    DescribeChangeSet: (input: DescribeChangeSetInput): DescribeChangeSetOutput => {
      const changeSet = changeSetNamed(ground, changeSets, input.ChangeSetName, input.StackName);
      const { version, onStackFailure } = changeSet;
      return {
        ...factsOf(ground, changeSet),
        Parameters: shownParameters(version, knownTemplate(version.template).Parameters),
        NotificationARNs: [],
        RollbackConfiguration: {},
        Capabilities: [...version.capabilities] as Capability[],
        Tags: [...version.tags],
        Changes: [...changeSet.changes],
        ...(onStackFailure ? { OnStackFailure: onStackFailure } : {}),
      };
    },

    ExecuteChangeSet: (input: ExecuteChangeSetInput) => {
      refuseMembers('ExecuteChangeSet', { RetainExceptOnCreate: input.RetainExceptOnCreate });
      const changeSet = changeSetNamed(ground, changeSets, input.ChangeSetName, input.StackName);
      const execution = executionOf(ground, changeSet);
      if (execution !== 'AVAILABLE') {
        throw new AwsError(
          'InvalidChangeSetStatus',
          `ChangeSet [${changeSet.id}] cannot be executed in its current status of [${changeSet.failure ? 'FAILED' : execution}]`,
        );
      }
      const stack = tables.get(changeSet.stackId);
      const onFailure = input.DisableRollback
        ? 'DO_NOTHING'
        : changeSet.type === 'CREATE'
          ? (changeSet.onStackFailure ?? 'ROLLBACK')
          : changeSet.onStackFailure === 'DO_NOTHING'
            ? 'DO_NOTHING'
            : 'ROLLBACK';
      const token = input.ClientRequestToken;
      const isCreation = stack.status === 'REVIEW_IN_PROGRESS';
      if (!isCreation) checkUpdatable(stack);
      const version = tables.addVersion(changeSet.version);
      if (!isCreation) beginUpdate(ground, stack, version, { onFailure, token });
      else {
        tables.moveStack({ ...stack, version, onFailure, token }, 'CREATE_IN_PROGRESS', 'User Initiated');
        tables.versions.delete(stack.version);
        runs.goOn(stack.id);
      }
      changeSets.set(changeSet.id, { ...changeSet, executed: true });
      // They were worked out for what the stack was.
      for (const { id, stackId } of changeSets.values())
        if (stackId === stack.id && id !== changeSet.id) changeSets.delete(id);
      return {};
    },

    DeleteChangeSet: (input: DeleteChangeSetInput) => {
      if (input.StackName !== undefined) stackNamed(ground, input.StackName, bracketed);
      // As on AWS, it is no error when the stack has no such change set.
      const changeSet = findChangeSet(ground, changeSets, input.ChangeSetName, input.StackName);
      if (changeSet) changeSets.delete(changeSet.id);
      return {};
    },

    ListChangeSets: ({ StackName, NextToken }: ListChangeSetsInput): ListChangeSetsOutput => {
      const { id } = stackNamed(ground, StackName, bracketed);
      const open = changeSets.values().filter(({ stackId, executed }) => stackId === id && !executed);
      const { page, ...next } = pageOf(open, (each) => each.id, NextToken, 100);
      return { Summaries: page.map((each) => factsOf(ground, each)), ...next };
    },
  };
}

/** The stack that a change set is for: a new one for the type CREATE, unless it waits for one already. */
function stackFor(
  ground: OperationGround,
  type: 'CREATE' | 'UPDATE',
  given: string | undefined,
  changeSet: string,
): { stack: StoredStack; isNew: boolean } {
  if (type === 'UPDATE') {
    const stack = stackNamed(ground, given, bracketed);
    checkUpdatable(stack);
    return { stack, isNew: false };
  }
  const known = ground.tables.find(given ?? '');
  if (known?.status === 'REVIEW_IN_PROGRESS') return { stack: known, isNew: false };
  if (known)
    throw invalid(
      `Stack [${known.name}] already exists and cannot be created again with the changeSet [${changeSet}].`,
    );
  const name = checkedName('stackName', given);
  return { stack: newStack(ground, name, newStackId(name), ''), isNew: true };
}

function executionOf(
  { tables }: OperationGround,
  { failure, executed, stackId, base }: StoredChangeSet,
): ExecutionStatus {
  if (failure !== undefined) return 'UNAVAILABLE';
  const { status = 'DELETE_COMPLETE', version } = tables.stacks.get(stackId) ?? {};
  if (!executed) return version === base ? 'AVAILABLE' : 'OBSOLETE';
  if (status.endsWith('_IN_PROGRESS')) return 'EXECUTE_IN_PROGRESS';
  return /FAILED|ROLLBACK/.test(status) ? 'EXECUTE_FAILED' : 'EXECUTE_COMPLETE';
}

function factsOf(ground: OperationGround, changeSet: StoredChangeSet) {
  const { id, name, stackId, created, description, failure } = changeSet;
  return {
    ChangeSetId: id,
    ChangeSetName: name,
    StackId: stackId,
    StackName: ground.tables.stacks.get(stackId)?.name ?? '',
    CreationTime: new Date(created),
    Status: failure === undefined ? 'CREATE_COMPLETE' : 'FAILED',
    ...(failure === undefined ? {} : { StatusReason: failure }),
    ...(description === undefined ? {} : { Description: description }),
    ExecutionStatus: executionOf(ground, changeSet),
    IncludeNestedStacks: false,
  } satisfies ChangeSetSummary;
}

function refuseUnknown(input: CreateChangeSetInput): void {
  const { RollbackConfiguration: { RollbackTriggers } = {} } = input;
  refuseMembers('CreateChangeSet', {
    RollbackTriggers,
    NotificationARNs: input.NotificationARNs,
    ResourceTypes: input.ResourceTypes,
    ResourcesToImport: input.ResourcesToImport,
    IncludeNestedStacks: input.IncludeNestedStacks,
    ImportExistingResources: input.ImportExistingResources,
    DeploymentMode: input.DeploymentMode,
    DeploymentConfig: input.DeploymentConfig,
  });
}
