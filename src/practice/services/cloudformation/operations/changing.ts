import type {
  CancelUpdateStackInput,
  ContinueUpdateRollbackInput,
  CreateStackInput,
  CreateStackOutput,
  DeleteStackInput,
  RollbackStackInput,
  RollbackStackOutput,
  UpdateStackInput,
  UpdateStackOutput,
  UpdateTerminationProtectionInput,
  UpdateTerminationProtectionOutput,
} from '@aws-sdk/client-cloudformation';
import { randomUUID } from 'node:crypto';
import { AwsError } from '../../../awsError.ts';
import { accountId, region } from '../../../identity.ts';
import { planChanges } from '../stacks/planChanges.ts';
import { resolvedOutputs } from '../stacks/resourceScope.ts';
import type { StackVersion, StoredStack } from '../stacks/stackDocuments.ts';
import type { Blueprint } from '../template/blueprint.ts';
import { invalid } from '../template/invalid.ts';
import { isSame } from '../template/value.ts';
import { checkedName, refuseMembers, tokenTaken } from './requests.ts';
import {
  beginUpdate,
  bracketed,
  checkUpdatable,
  requestedVersion,
  stackNamed,
  type OperationGround,
} from './stackOperation.ts';

/** The operations that make, change and delete stacks. Each begins the work and answers at once. */
export function changingOperations(ground: OperationGround) {
  const { tables, runs } = ground;
  return {
    CreateStack: async (input: CreateStackInput): Promise<CreateStackOutput> => {
      const name = checkedName('stackName', input.StackName);
      refuseUnknown('CreateStack', input);
      if (input.DisableRollback !== undefined && input.OnFailure !== undefined) {
        throw invalid('You cannot specify both DisableRollback and OnFailure.');
      }
      const id = newStackId(name);
      const { version } = await requestedVersion(ground, { name, id }, input);
      // Looked up once nothing is waited for any more: of two requests for one name, one makes the stack.
      const known = tables.find(name);
      if (known) {
        const { ClientRequestToken: token } = input;
        if (token === undefined || known.token !== token) {
          throw new AwsError('AlreadyExistsException', `Stack [${name}] already exists`);
        }
        if (!isSameRequest(tables.version(known.version), version)) throw tokenTaken(token);
        return { StackId: known.id };
      }
      const stack: StoredStack = {
        ...newStack(ground, name, id, tables.addVersion(version)),
        onFailure: input.OnFailure ?? (input.DisableRollback ? 'DO_NOTHING' : 'ROLLBACK'),
        terminationProtection: input.EnableTerminationProtection ?? false,
        roleArn: input.RoleARN,
        token: input.ClientRequestToken,
      };
      tables.moveStack(stack, 'CREATE_IN_PROGRESS', 'User Initiated');
      runs.goOn(id);
      return { StackId: id };
    },

    UpdateStack: async (input: UpdateStackInput): Promise<UpdateStackOutput> => {
      refuseUnknown('UpdateStack', input);
      const asked = stackNamed(ground, input.StackName, bracketed);
      const { ClientRequestToken: token } = input;
      const isTaken = token !== undefined && asked.token === token;
      if (!isTaken) checkUpdatable(asked);
      const previous = tables.version(asked.version);
      const { version, blueprint } = await requestedVersion(ground, asked, input, previous);
      if (isTaken) {
        const isRepeated = asked.status.startsWith('UPDATE_') && isSameRequest(previous, version);
        if (!isRepeated) throw tokenTaken(token);
        return { StackId: asked.id };
      }
      await refuseNoUpdate(ground, asked, blueprint, previous, version);
      const stack = tables.get(asked.id);
      checkUpdatable(stack);
      beginUpdate(ground, stack, tables.addVersion(version), {
        onFailure: input.DisableRollback ? 'DO_NOTHING' : 'ROLLBACK',
        token,
        ...(input.RoleARN === undefined ? {} : { roleArn: input.RoleARN }),
      });
      return { StackId: stack.id };
    },

    DeleteStack: (input: DeleteStackInput): void => {
      refuseMembers('DeleteStack', {
        DeletionMode: input.DeletionMode,
        DeploymentConfig: input.DeploymentConfig,
      });
      const stack = tables.find(input.StackName ?? '');
      // One that is not there, or is on its way, is no error, as on AWS.
      if (!stack || stack.status === 'DELETE_COMPLETE' || stack.status === 'DELETE_IN_PROGRESS') return;
      if (stack.terminationProtection) {
        throw invalid(`Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`);
      }
      if (/^UPDATE_.*IN_PROGRESS$/.test(stack.status)) {
        throw invalid(`Stack [${stack.name}] cannot be deleted while in status ${stack.status}`);
      }
      const retain = input.RetainResources ?? [];
      checkRetained(ground, stack, retain);
      const deleting = { ...stack, retain, token: input.ClientRequestToken };
      tables.moveStack(deleting, 'DELETE_IN_PROGRESS', 'User Initiated');
      runs.goOn(stack.id);
    },

    CancelUpdateStack: (input: CancelUpdateStackInput): void => {
      const stack = stackNamed(ground, input.StackName, bracketed);
      if (stack.status !== 'UPDATE_IN_PROGRESS') {
        throw invalid(`CancelUpdateStack cannot be called from current stack status`);
      }
      tables.moveStack(
        { ...stack, token: input.ClientRequestToken },
        'UPDATE_ROLLBACK_IN_PROGRESS',
        'User Initiated',
      );
      runs.goOn(stack.id);
    },

    ContinueUpdateRollback: (input: ContinueUpdateRollbackInput) => {
      const stack = stackNamed(ground, input.StackName, bracketed);
      if (stack.status !== 'UPDATE_ROLLBACK_FAILED') {
        throw invalid(
          `Stack:${stack.id} is in ${stack.status} state and can not continue rolling back an update.`,
        );
      }
      const skip = input.ResourcesToSkip ?? [];
      const wrong = skip.filter((name) => tables.resource(stack.id, name)?.status !== 'UPDATE_FAILED');
      if (wrong.length) {
        throw invalid(
          `The following resource(s) to skip are not in UPDATE_FAILED state: [${wrong.join(', ')}]`,
        );
      }
      tables.moveStack(
        { ...stack, skip, token: input.ClientRequestToken },
        'UPDATE_ROLLBACK_IN_PROGRESS',
        'User Initiated',
      );
      runs.goOn(stack.id);
      return {};
    },

    RollbackStack: (input: RollbackStackInput): RollbackStackOutput => {
      refuseMembers('RollbackStack', { RetainExceptOnCreate: input.RetainExceptOnCreate });
      const stack = stackNamed(ground, input.StackName, bracketed);
      const to = {
        CREATE_FAILED: 'ROLLBACK_IN_PROGRESS',
        UPDATE_FAILED: 'UPDATE_ROLLBACK_IN_PROGRESS',
      } as const;
      if (stack.status !== 'CREATE_FAILED' && stack.status !== 'UPDATE_FAILED') {
        throw invalid(`Stack:${stack.id} is in ${stack.status} state and can not be rolled back.`);
      }
      tables.moveStack({ ...stack, token: input.ClientRequestToken }, to[stack.status], 'User Initiated');
      runs.goOn(stack.id);
      return { StackId: stack.id };
    },

    UpdateTerminationProtection: (
      input: UpdateTerminationProtectionInput,
    ): UpdateTerminationProtectionOutput => {
      const stack = stackNamed(ground, input.StackName, bracketed);
      tables.stacks.set(stack.id, {
        ...stack,
        terminationProtection: input.EnableTerminationProtection ?? false,
      });
      return { StackId: stack.id };
    },
  };
}

/** A new stack's ARN. */
export function newStackId(name: string): string {
  return `arn:aws:cloudformation:${region}:${accountId}:stack/${name}/${randomUUID()}`;
}

/** A stack of which nothing is made yet. */
export function newStack({ clock }: OperationGround, name: string, id: string, version: string): StoredStack {
  return {
    id,
    name,
    status: 'CREATE_IN_PROGRESS',
    created: clock.now().getTime(),
    version,
    outputs: [],
    onFailure: 'ROLLBACK',
    terminationProtection: false,
  };
}

function refuseUnknown(operation: string, input: CreateStackInput & UpdateStackInput): void {
  const { RollbackConfiguration: { RollbackTriggers } = {} } = input;
  refuseMembers(operation, {
    RollbackTriggers,
    TimeoutInMinutes: input.TimeoutInMinutes,
    NotificationARNs: input.NotificationARNs,
    ResourceTypes: input.ResourceTypes,
    StackPolicyBody: input.StackPolicyBody,
    StackPolicyURL: input.StackPolicyURL,
    StackPolicyDuringUpdateBody: input.StackPolicyDuringUpdateBody,
    StackPolicyDuringUpdateURL: input.StackPolicyDuringUpdateURL,
    RetainExceptOnCreate: input.RetainExceptOnCreate,
    DeploymentConfig: input.DeploymentConfig,
  });
}

async function refuseNoUpdate(
  ground: OperationGround,
  stack: StoredStack,
  blueprint: Blueprint,
  previous: StackVersion,
  version: StackVersion,
): Promise<void> {
  // What failed half-way is to be tried again, even as it was.
  if (stack.status === 'UPDATE_FAILED' || !isSame(previous.tags, version.tags)) return;
  if ((await planChanges(ground, stack, blueprint)).length) return;
  const { signal } = new AbortController();
  if (isSame(stack.outputs, await resolvedOutputs(ground, stack, blueprint, signal))) {
    throw invalid('No updates are to be performed.');
  }
}

function checkRetained({ tables }: OperationGround, stack: StoredStack, retain: readonly string[]): void {
  if (!retain.length) return;
  if (stack.status !== 'DELETE_FAILED') {
    throw invalid(
      `Invalid operation on stack [${stack.id}]. Specify resources to retain only when the stack is in the DELETE_FAILED state.`,
    );
  }
  const isGone = (name: string) =>
    (tables.resource(stack.id, name)?.status ?? 'DELETE_COMPLETE') === 'DELETE_COMPLETE';
  if (retain.some(isGone)) {
    throw invalid(
      'The specified resources to retain must be in a valid state. Do not specify resources that are in the DELETE_COMPLETE state.',
    );
  }
}

function isSameRequest(a: StackVersion, b: StackVersion): boolean {
  return a.template === b.template && isSame(a.parameters, b.parameters) && isSame(a.tags, b.tags);
}
