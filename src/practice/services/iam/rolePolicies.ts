import type {
  AttachRolePolicyRequest,
  DeleteRolePolicyRequest,
  DetachRolePolicyRequest,
  GetRolePolicyRequest,
  GetRolePolicyResponse,
  ListAttachedRolePoliciesRequest,
  ListAttachedRolePoliciesResponse,
  ListRolePoliciesRequest,
  ListRolePoliciesResponse,
  PutRolePolicyRequest,
} from '@aws-sdk/client-iam';
import type { Table } from '../../store/store.ts';
import { encodePolicy } from './names.ts';
import { pageInOrder } from './paging.ts';
import {
  attachedPolicy,
  inlineOf,
  withAttached,
  withInline,
  withoutAttached,
  withoutInline,
} from './policyHolder.ts';
import { roleNamed, type StoredRole } from './role.ts';

/** The operations on roles' policies. */
export function rolePolicyOperations(roles: Table<StoredRole>) {
  const change = (name: string | undefined, changed: (role: StoredRole) => StoredRole): void => {
    const role = roleNamed(roles, name);
    roles.set(role.name, changed(role));
  };
  return {
    PutRolePolicy: (input: PutRolePolicyRequest): void =>
      change(input.RoleName, (role) => withInline('role', role, input.PolicyName, input.PolicyDocument)),
    GetRolePolicy: (input: GetRolePolicyRequest): GetRolePolicyResponse => {
      const role = roleNamed(roles, input.RoleName);
      return {
        RoleName: role.name,
        PolicyName: input.PolicyName,
        PolicyDocument: encodePolicy(inlineOf('role', role, input.PolicyName)),
      };
    },
    DeleteRolePolicy: (input: DeleteRolePolicyRequest): void =>
      change(input.RoleName, (role) => withoutInline('role', role, input.PolicyName)),
    ListRolePolicies: (input: ListRolePoliciesRequest): ListRolePoliciesResponse => {
      const { inline = {} } = roleNamed(roles, input.RoleName);
      const { page, more } = pageInOrder(Object.keys(inline), input);
      return { PolicyNames: page, ...more };
    },
    AttachRolePolicy: (input: AttachRolePolicyRequest): void =>
      change(input.RoleName, (role) => withAttached('role', role, input.PolicyArn)),
    DetachRolePolicy: (input: DetachRolePolicyRequest): void =>
      change(input.RoleName, (role) => withoutAttached(role, input.PolicyArn)),
    ListAttachedRolePolicies: (input: ListAttachedRolePoliciesRequest): ListAttachedRolePoliciesResponse => {
      const { attached = [] } = roleNamed(roles, input.RoleName);
      const { page, more } = pageInOrder(attached, input);
      return { AttachedPolicies: page.map(attachedPolicy), ...more };
    },
  };
}
