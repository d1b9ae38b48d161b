import type { Role, Tag } from '@aws-sdk/client-iam';
import type { Table } from '../../store/store.ts';
import { noSuchEntity } from './errors.ts';
import { encodePolicy, iamArn } from './names.ts';
import type { PolicyHolder } from './policyHolder.ts';

/** A role as the store has it; `created` is epoch milliseconds, `trust` the policy's JSON text. */
export interface StoredRole extends PolicyHolder {
  readonly path: string;
  readonly id: string;
  readonly created: number;
  readonly trust: string;
  readonly description?: string | undefined;
  readonly maxSessionSeconds: number;
  readonly tags?: readonly Tag[];
}

/** The role of a name. Throws NoSuchEntity. */
export function roleNamed(roles: Table<StoredRole>, name = ''): StoredRole {
  const role = roles.get(name);
  if (!role) throw noSuchEntity(`The role with name ${name} cannot be found.`);
  return role;
}

/** A role as listings show it: without its tags. */
export function describeRole(role: StoredRole): Role {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: iamArn('role', role.path, role.name),
    CreateDate: new Date(role.created),
    AssumeRolePolicyDocument: encodePolicy(role.trust),
    ...(role.description === undefined ? {} : { Description: role.description }),
    MaxSessionDuration: role.maxSessionSeconds,
  };
}
