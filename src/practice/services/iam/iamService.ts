import type {
  CreateRoleRequest,
  CreateRoleResponse,
  GetRoleRequest,
  GetRoleResponse,
  ListRolesRequest,
  ListRolesResponse,
  Role,
} from '@aws-sdk/client-iam';
import * as model from '@aws-sdk/client-iam';
import { randomBytes } from 'node:crypto';
import { AwsError } from '../../awsError.ts';
import type { Clock } from '../../clock.ts';
import { accountId } from '../../identity.ts';
import type { RunningService } from '../../service.ts';
import type { Store, Table } from '../../store/store.ts';

/** A role as the store has it; `created` is epoch milliseconds, `trust` the policy's JSON text. */
interface StoredRole {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly created: number;
  readonly trust: string;
  readonly description: string | undefined;
  readonly maxSessionSeconds: number;
}

/** IAM: the account's roles. They name the services that may take them; what they allow is not enforced. */
export function iamService({ store, clock }: { store: Store; clock: Clock }): RunningService {
  const roles = store.table<StoredRole>('roles');
  return {
    services: [
      {
        signingName: 'iam',
        title: 'IAM',
        wire: { protocol: 'query', namespace: 'https://iam.amazonaws.com/doc/2010-05-08/' },
        model,
        operations: {
          CreateRole: (input: CreateRoleRequest): CreateRoleResponse => ({
            Role: asRole(createRole(roles, input, clock.now())),
          }),
          GetRole: (input: GetRoleRequest): GetRoleResponse => ({ Role: asRole(roleNamed(roles, input)) }),
          ListRoles: (input: ListRolesRequest): ListRolesResponse => listRoles(roles.values(), input),
        },
        refuses: [
          'Policies are neither kept nor enforced: every request of the account may do everything.',
          'Roles cannot be changed or deleted, and there are no users, groups or instance profiles.',
          'A role’s tags and permissions boundary are refused.',
        ],
      },
    ],
    close: () => Promise.resolve(),
  };
}

function createRole(roles: Table<StoredRole>, input: CreateRoleRequest, now: Date): StoredRole {
  const name = input.RoleName ?? '';
  const path = input.Path ?? '/';
  if (!/^[\w+=,.@-]{1,64}$/.test(name)) {
    throw new AwsError(
      'ValidationError',
      'The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-',
    );
  }
  if (!/^\/([\u0021-\u007e]+\/)?$/.test(path)) {
    throw new AwsError(
      'ValidationError',
      'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
    );
  }
  if (input.Tags?.length || input.PermissionsBoundary) {
    throw new AwsError(
      'ValidationError',
      'The practice account keeps no tags or permissions boundary of roles.',
    );
  }
  if (roles.has(name)) {
    throw new AwsError('EntityAlreadyExists', `Role with name ${name} already exists.`, { status: 409 });
  }
  const trust = input.AssumeRolePolicyDocument ?? '';
  if (!isPolicy(trust)) {
    throw new AwsError('MalformedPolicyDocument', 'This policy contains invalid Json');
  }
  const role: StoredRole = {
    name,
    path,
    id: `AROA${randomBytes(11).toString('hex').toUpperCase().slice(0, 17)}`,
    created: now.getTime(),
    trust,
    description: input.Description,
    maxSessionSeconds: input.MaxSessionDuration ?? 3600,
  };
  roles.set(name, role);
  return role;
}

function isPolicy(text: string): boolean {
  try {
    const policy = JSON.parse(text) as unknown;
    return typeof policy === 'object' && policy !== null && 'Statement' in policy;
  } catch {
    return false;
  }
}

function roleNamed(roles: Table<StoredRole>, { RoleName = '' }: GetRoleRequest): StoredRole {
  const role = roles.get(RoleName);
  if (!role) {
    throw new AwsError('NoSuchEntity', `The role with name ${RoleName} cannot be found.`, { status: 404 });
  }
  return role;
}

/** One page of the roles below a path, by name. The marker is the last page's last name, in base64. */
function listRoles(roles: readonly StoredRole[], input: ListRolesRequest): ListRolesResponse {
  const { PathPrefix: prefix = '/', Marker: marker, MaxItems: limit = 100 } = input;
  if (limit < 1 || limit > 1000) {
    throw new AwsError(
      'ValidationError',
      `1 validation error detected: Value '${limit}' at 'maxItems' failed to satisfy constraint: Member must have value ${
        limit < 1 ? 'greater than or equal to 1' : 'less than or equal to 1000'
      }`,
    );
  }
  const after = marker === undefined ? '' : Buffer.from(marker, 'base64').toString('utf8');
  if (marker !== undefined && Buffer.from(after).toString('base64') !== marker) {
    throw new AwsError('ValidationError', 'Invalid Marker.');
  }
  const rest = roles
    .filter(({ path, name }) => path.startsWith(prefix) && name > after)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return {
    Roles: page.map(asRole),
    IsTruncated: rest.length > page.length,
    ...(rest.length > page.length && last ? { Marker: Buffer.from(last.name).toString('base64') } : {}),
  };
}

function asRole(role: StoredRole): Role {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: `arn:aws:iam::${accountId}:role${role.path}${role.name}`,
    CreateDate: new Date(role.created),
    // IAM sends policies URL-encoded, as RFC 3986 says.
    AssumeRolePolicyDocument: encodeURIComponent(role.trust).replace(
      /[!'()*]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    ),
    ...(role.description === undefined ? {} : { Description: role.description }),
    MaxSessionDuration: role.maxSessionSeconds,
  };
}
