import type {
  CreateRoleRequest,
  CreateRoleResponse,
  DeleteRoleRequest,
  GetRoleRequest,
  GetRoleResponse,
  ListRolesRequest,
  ListRolesResponse,
  ListRoleTagsRequest,
  ListRoleTagsResponse,
  Role,
  TagRoleRequest,
  UntagRoleRequest,
  UpdateAssumeRolePolicyRequest,
  UpdateRoleRequest,
  UpdateRoleResponse,
} from '@aws-sdk/client-iam';
import type { Clock } from '../../clock.ts';
import type { Table } from '../../store/store.ts';
import { alreadyExists, constraint, deleteConflict, orPolicyError, validationError } from './errors.ts';
import type { InstanceProfile } from './instanceProfiles.ts';
import { withoutTags, withTags } from './iamTags.ts';
import { checkName, checkPath, newId } from './names.ts';
import { pageInOrder, pageOf } from './paging.ts';
import { checkPolicy } from './policy/checkPolicy.ts';
import { describeRole, roleNamed, type StoredRole } from './role.ts';

/** The operations on roles themselves. */
export function roleOperations(roles: Table<StoredRole>, profiles: Table<InstanceProfile>, clock: Clock) {
  const named = (name: string | undefined): StoredRole => roleNamed(roles, name);
  return {
    CreateRole: (input: CreateRoleRequest): CreateRoleResponse => {
      const role = newRole(input, clock.now());
      if (roles.has(role.name)) throw alreadyExists(`Role with name ${role.name} already exists.`);
      roles.set(role.name, role);
      return { Role: withItsTags(role) };
    },
    GetRole: (input: GetRoleRequest): GetRoleResponse => ({ Role: withItsTags(named(input.RoleName)) }),
    ListRoles: ({ PathPrefix: prefix = '/', ...input }: ListRolesRequest): ListRolesResponse => {
      const below = roles.values().filter(({ path }) => path.startsWith(prefix));
      const { page, more } = pageOf(below, ({ name }) => name, input);
      return { Roles: page.map(describeRole), ...more };
    },
    UpdateRole: (input: UpdateRoleRequest): UpdateRoleResponse => {
      const role = named(input.RoleName);
      const { MaxSessionDuration: seconds, Description: description } = input;
      roles.set(role.name, {
        ...role,
        ...(seconds === undefined ? {} : { maxSessionSeconds: checkDuration(seconds) }),
        ...(description === undefined ? {} : { description }),
      });
      return {};
    },
    UpdateAssumeRolePolicy: (input: UpdateAssumeRolePolicyRequest): void => {
      const role = named(input.RoleName);
      roles.set(role.name, { ...role, trust: checkTrust(input.PolicyDocument) });
    },
    DeleteRole: (input: DeleteRoleRequest): void => {
      const { name, inline = {}, attached = [] } = named(input.RoleName);
      if (profiles.values().some(({ role }) => role === name))
        throw deleteConflict('must remove roles from instance profile');
      if (attached.length) throw deleteConflict('must detach all policies');
      if (Object.keys(inline).length) throw deleteConflict('must delete policies');
      roles.delete(name);
    },
    TagRole: (input: TagRoleRequest): void => {
      const role = named(input.RoleName);
      roles.set(role.name, { ...role, tags: withTags(role.tags ?? [], input.Tags ?? []) });
    },
    UntagRole: (input: UntagRoleRequest): void => {
      const role = named(input.RoleName);
      roles.set(role.name, { ...role, tags: withoutTags(role.tags ?? [], input.TagKeys ?? []) });
    },
    ListRoleTags: (input: ListRoleTagsRequest): ListRoleTagsResponse => {
      const { tags = [] } = named(input.RoleName);
      const { page, more } = pageInOrder(tags, input);
      return { Tags: page, ...more };
    },
  };
}

function newRole(input: CreateRoleRequest, now: Date): StoredRole {
  const name = checkName('roleName', input.RoleName);
  const path = checkPath(input.Path);
  if (input.PermissionsBoundary)
    throw validationError('The practice account keeps no permissions boundary of roles.');
  return {
    name,
    path,
    id: newId('AROA'),
    created: now.getTime(),
    trust: checkTrust(input.AssumeRolePolicyDocument),
    description: input.Description,
    maxSessionSeconds: checkDuration(input.MaxSessionDuration ?? 3600),
    ...(input.Tags?.length ? { tags: withTags([], input.Tags) } : {}),
  };
}

function checkTrust(text = ''): string {
  orPolicyError('MalformedPolicyDocument', () => checkPolicy(text, 'trust'));
  return text;
}

function checkDuration(seconds: number): number {
  if (seconds < 3600)
    throw constraint(seconds, 'maxSessionDuration', 'have value greater than or equal to 3600');
  if (seconds > 43_200)
    throw constraint(seconds, 'maxSessionDuration', 'have value less than or equal to 43200');
  return seconds;
}

function withItsTags(role: StoredRole): Role {
  return { ...describeRole(role), ...(role.tags?.length ? { Tags: [...role.tags] } : {}) };
}
