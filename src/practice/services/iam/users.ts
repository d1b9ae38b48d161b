import type {
  AttachUserPolicyRequest,
  DeleteUserPolicyRequest,
  DetachUserPolicyRequest,
  GetUserPolicyRequest,
  GetUserPolicyResponse,
  GetUserRequest,
  GetUserResponse,
  ListAttachedUserPoliciesRequest,
  ListAttachedUserPoliciesResponse,
  ListUserPoliciesRequest,
  ListUserPoliciesResponse,
  PutUserPolicyRequest,
} from '@aws-sdk/client-iam';
import type { Clock } from '../../clock.ts';
import { userId, userName } from '../../identity.ts';
import type { Store, Table } from '../../store/store.ts';
import { noSuchEntity } from './errors.ts';
import { encodePolicy, iamArn } from './names.ts';
import { pageInOrder } from './paging.ts';
import {
  attachedPolicy,
  inlineOf,
  withAttached,
  withInline,
  withoutAttached,
  withoutInline,
  type PolicyHolder,
} from './policyHolder.ts';

/** The account's user as the store has it; `created` is epoch milliseconds. */
export interface StoredUser extends PolicyHolder {
  readonly created: number;
}

/** The account's one user, whose key the account's clients sign with; by AdministratorAccess it may do everything. */
export function createUsers(store: Store, clock: Clock): Table<StoredUser> {
  const users = store.table<StoredUser>('users');
  if (!users.has(userName)) {
    const attached = ['arn:aws:iam::aws:policy/AdministratorAccess'];
    users.set(userName, { name: userName, created: clock.now().getTime(), attached });
  }
  return users;
}

/** The user of a name. Throws NoSuchEntity. */
export function userNamed(users: Table<StoredUser>, name: string): StoredUser {
  const user = users.get(name);
  if (!user) throw noSuchEntity(`The user with name ${name} cannot be found.`);
  return user;
}

/** The operations on the user and its policies. */
export function userOperations(users: Table<StoredUser>) {
  const change = (name = '', changed: (user: StoredUser) => StoredUser): void => {
    const user = userNamed(users, name);
    users.set(user.name, changed(user));
  };
  return {
    // Without a name it is the user whose key signed the request.
    GetUser: ({ UserName: asked = userName }: GetUserRequest): GetUserResponse => {
      const { name, created } = userNamed(users, asked);
      return {
        User: {
          Path: '/',
          UserName: name,
          UserId: userId,
          Arn: iamArn('user', '/', name),
          CreateDate: new Date(created),
        },
      };
    },
    PutUserPolicy: (input: PutUserPolicyRequest): void =>
      change(input.UserName, (user) => withInline('user', user, input.PolicyName, input.PolicyDocument)),
    GetUserPolicy: (input: GetUserPolicyRequest): GetUserPolicyResponse => {
      const user = userNamed(users, input.UserName ?? '');
      return {
        UserName: user.name,
        PolicyName: input.PolicyName,
        PolicyDocument: encodePolicy(inlineOf('user', user, input.PolicyName)),
      };
    },
    DeleteUserPolicy: (input: DeleteUserPolicyRequest): void =>
      change(input.UserName, (user) => withoutInline('user', user, input.PolicyName)),
    ListUserPolicies: (input: ListUserPoliciesRequest): ListUserPoliciesResponse => {
      const { inline = {} } = userNamed(users, input.UserName ?? '');
      const { page, more } = pageInOrder(Object.keys(inline), input);
      return { PolicyNames: page, ...more };
    },
    AttachUserPolicy: (input: AttachUserPolicyRequest): void =>
      change(input.UserName, (user) => withAttached('user', user, input.PolicyArn)),
    DetachUserPolicy: (input: DetachUserPolicyRequest): void =>
      change(input.UserName, (user) => withoutAttached(user, input.PolicyArn)),
    ListAttachedUserPolicies: (input: ListAttachedUserPoliciesRequest): ListAttachedUserPoliciesResponse => {
      const { attached = [] } = userNamed(users, input.UserName ?? '');
      const { page, more } = pageInOrder(attached, input);
      return { AttachedPolicies: page.map(attachedPolicy), ...more };
    },
  };
}
