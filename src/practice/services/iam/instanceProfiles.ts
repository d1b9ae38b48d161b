import type {
  AddRoleToInstanceProfileRequest,
  CreateInstanceProfileRequest,
  CreateInstanceProfileResponse,
  DeleteInstanceProfileRequest,
  GetInstanceProfileRequest,
  GetInstanceProfileResponse,
  InstanceProfile as DescribedProfile,
  ListInstanceProfilesForRoleRequest,
  ListInstanceProfilesForRoleResponse,
  ListInstanceProfilesRequest,
  ListInstanceProfilesResponse,
  RemoveRoleFromInstanceProfileRequest,
  Tag,
} from '@aws-sdk/client-iam';
import type { Clock } from '../../clock.ts';
import type { Table } from '../../store/store.ts';
import { alreadyExists, deleteConflict, limitExceeded, noSuchEntity } from './errors.ts';
import { withTags } from './iamTags.ts';
import { checkName, checkPath, iamArn, newId } from './names.ts';
import { pageOf } from './paging.ts';
import { describeRole, roleNamed, type StoredRole } from './role.ts';

/** An instance profile as the store has it; `created` is epoch milliseconds. */
export interface InstanceProfile {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly created: number;
  /** The name of its role: it has one at most. */
  readonly role?: string | undefined;
  readonly tags?: readonly Tag[];
}

/** The operations on instance profiles: what gives a machine of EC2 a role. */
export function instanceProfileOperations(
  profiles: Table<InstanceProfile>,
  roles: Table<StoredRole>,
  clock: Clock,
) {
  const named = (name = ''): InstanceProfile => {
    const profile = profiles.get(name);
    if (!profile) throw noSuchEntity(`Instance Profile ${name} cannot be found.`);
    return profile;
  };
  const describe = (profile: InstanceProfile): DescribedProfile => ({
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: iamArn('instance-profile', profile.path, profile.name),
    CreateDate: new Date(profile.created),
    Roles: profile.role === undefined ? [] : [describeRole(roleNamed(roles, profile.role))],
  });
  const withItsTags = (profile: InstanceProfile): DescribedProfile => ({
    ...describe(profile),
    ...(profile.tags?.length ? { Tags: [...profile.tags] } : {}),
  });
  const nameOf = ({ name }: InstanceProfile): string => name;
  return {
    CreateInstanceProfile: (input: CreateInstanceProfileRequest): CreateInstanceProfileResponse => {
      const name = checkName('instanceProfileName', input.InstanceProfileName, 128);
      const path = checkPath(input.Path);
      if (profiles.has(name)) throw alreadyExists(`Instance Profile ${name} already exists.`);
      const profile: InstanceProfile = {
        name,
        path,
        id: newId('AIPA'),
        created: clock.now().getTime(),
        ...(input.Tags?.length ? { tags: withTags([], input.Tags) } : {}),
      };
      profiles.set(name, profile);
      return { InstanceProfile: withItsTags(profile) };
    },
    GetInstanceProfile: (input: GetInstanceProfileRequest): GetInstanceProfileResponse => ({
      InstanceProfile: withItsTags(named(input.InstanceProfileName)),
    }),
    ListInstanceProfiles: ({
      PathPrefix: prefix = '/',
      ...input
    }: ListInstanceProfilesRequest): ListInstanceProfilesResponse => {
      const below = profiles.values().filter(({ path }) => path.startsWith(prefix));
      const { page, more } = pageOf(below, nameOf, input);
      return { InstanceProfiles: page.map(describe), ...more };
    },
    ListInstanceProfilesForRole: (
      input: ListInstanceProfilesForRoleRequest,
    ): ListInstanceProfilesForRoleResponse => {
      const { name } = roleNamed(roles, input.RoleName);
      const having = profiles.values().filter(({ role }) => role === name);
      const { page, more } = pageOf(having, nameOf, input);
      return { InstanceProfiles: page.map(describe), ...more };
    },
    AddRoleToInstanceProfile: (input: AddRoleToInstanceProfileRequest): void => {
      const profile = named(input.InstanceProfileName);
      const { name } = roleNamed(roles, input.RoleName);
      if (profile.role !== undefined)
        throw limitExceeded('Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1');
      profiles.set(profile.name, { ...profile, role: name });
    },
    RemoveRoleFromInstanceProfile: (input: RemoveRoleFromInstanceProfileRequest): void => {
      const profile = named(input.InstanceProfileName);
      const { name } = roleNamed(roles, input.RoleName);
      if (profile.role !== name)
        throw noSuchEntity(`The role with name ${name} is not in the instance profile ${profile.name}.`);
      profiles.set(profile.name, { ...profile, role: undefined });
    },
    DeleteInstanceProfile: (input: DeleteInstanceProfileRequest): void => {
      const { name, role } = named(input.InstanceProfileName);
      if (role !== undefined) throw deleteConflict('must remove roles from instance profile');
      profiles.delete(name);
    },
  };
}
