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
import { holderPolicies } from './holderPolicies.ts';
import { roleNamed, type StoredRole } from './role.ts';

/** The operations on roles' policies. */
export function rolePolicyOperations(roles: Table<StoredRole>) {
  const policies = holderPolicies('role', roles, (name) => roleNamed(roles, name));
  return {
    PutRolePolicy: (input: PutRolePolicyRequest): void =>
      policies.put(input.RoleName, input.PolicyName, input.PolicyDocument),
    GetRolePolicy: ({ RoleName, PolicyName }: GetRolePolicyRequest): GetRolePolicyResponse => ({
      RoleName,
      PolicyName,
      PolicyDocument: policies.get(RoleName, PolicyName),
    }),
    DeleteRolePolicy: (input: DeleteRolePolicyRequest): void =>
      policies.delete(input.RoleName, input.PolicyName),
    ListRolePolicies: (input: ListRolePoliciesRequest): ListRolePoliciesResponse =>
      policies.list(input.RoleName, input),
    AttachRolePolicy: (input: AttachRolePolicyRequest): void =>
      policies.attach(input.RoleName, input.PolicyArn),
    DetachRolePolicy: (input: DetachRolePolicyRequest): void =>
      policies.detach(input.RoleName, input.PolicyArn),
    ListAttachedRolePolicies: (input: ListAttachedRolePoliciesRequest): ListAttachedRolePoliciesResponse =>
      policies.listAttached(input.RoleName, input),
  };
}
