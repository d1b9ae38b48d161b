import {
  GetRoleCommand,
  NoSuchEntityException,
  paginateSimulatePrincipalPolicy,
  type EvaluationResult,
  type IAMClient,
} from '@aws-sdk/client-iam';
import type { Permissions, Verdict } from '../lab/ports/permissions.ts';
import { aborting } from './aborting.ts';
import { roleOf } from './identity.ts';

/** IAM's simulation of policies behind the lab's port. */
export function createPermissions(client: IAMClient, region: string): Permissions {
  return {
    simulate: async ({ principal, actions, resources, passedTo }, signal) => {
      const found: Verdict[] = [];
      const input = {
        PolicySourceArn: principal,
        ActionNames: [...actions],
        ResourceArns: [...resources],
        // What conditions ask for most: without values a rule for other regions would seem to hold for this one.
        ContextEntries: [
          contextEntry('aws:RequestedRegion', 'string', region),
          contextEntry('aws:SecureTransport', 'boolean', 'true'),
          ...(passedTo === undefined ? [] : [contextEntry('iam:PassedToService', 'string', passedTo)]),
        ],
      };
      for await (const page of paginateSimulatePrincipalPolicy({ client }, input, aborting(signal))) {
        found.push(...(page.EvaluationResults ?? []).flatMap(verdictsOf));
      }
      return found;
    },
    role: async (name, signal) => {
      try {
        const { Role } = await client.send(new GetRoleCommand({ RoleName: name }), aborting(signal));
        return Role && roleOf(Role);
      } catch (error) {
        if (error instanceof NoSuchEntityException) return undefined;
        throw error;
      }
    },
  };
}

const contextEntry = (name: string, type: 'string' | 'boolean', value: string) => ({
  ContextKeyName: name,
  ContextKeyType: type,
  ContextKeyValues: [value],
});

/** IAM answers an action at a time, and below it each resource where there are several. */
function verdictsOf(result: EvaluationResult): Verdict[] {
  const { EvalActionName: action = '', EvalResourceName = '*', EvalDecision = 'implicitDeny' } = result;
  const unknown = result.MissingContextValues ?? [];
  const each = result.ResourceSpecificResults ?? [];
  if (!each.length) return [{ action, resource: EvalResourceName, decision: EvalDecision, unknown }];
  return each.map((one) => ({
    action,
    resource: one.EvalResourceName ?? '',
    decision: one.EvalResourceDecision ?? EvalDecision,
    unknown: one.MissingContextValues ?? unknown,
  }));
}
