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
export function createPermissions(client: IAMClient): Permissions {
  return {
    simulate: async ({ principal, actions, resources, passedTo }, signal) => {
      const found: Verdict[] = [];
      const input = {
        PolicySourceArn: principal,
        ActionNames: [...actions],
        ResourceArns: [...resources],
        ...(passedTo !== undefined && {
          ContextEntries: [
            {
              ContextKeyName: 'iam:PassedToService',
              ContextKeyType: 'string' as const,
              ContextKeyValues: [passedTo],
            },
          ],
        }),
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

/** IAM answers an action at a time, and below it each resource where there are several. */
function verdictsOf(result: EvaluationResult): Verdict[] {
  const { EvalActionName: action = '', EvalResourceName = '*', EvalDecision = 'implicitDeny' } = result;
  const each = result.ResourceSpecificResults ?? [];
  if (!each.length) return [{ action, resource: EvalResourceName, decision: EvalDecision }];
  return each.map(({ EvalResourceName: resource = '', EvalResourceDecision: decision = EvalDecision }) => ({
    action,
    resource,
    decision,
  }));
}
