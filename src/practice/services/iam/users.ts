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
import { holderPolicies } from './holderPolicies.ts';
import { iamArn } from './names.ts';
import type { PolicyHolder } from './policyHolder.ts';

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
  const policies = holderPolicies('user', users, (name = '') => userNamed(users, name));
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
      policies.put(input.UserName, input.PolicyName, input.PolicyDocument),
    GetUserPolicy: ({ UserName, PolicyName }: GetUserPolicyRequest): GetUserPolicyResponse => ({
      UserName,
      PolicyName,
      PolicyDocument: policies.get(UserName, PolicyName),
    }),
    DeleteUserPolicy: (input: DeleteUserPolicyRequest): void =>
      policies.delete(input.UserName, input.PolicyName),
    ListUserPolicies: (input: ListUserPoliciesRequest): ListUserPoliciesResponse =>
      policies.list(input.UserName, input),
    AttachUserPolicy: (input: AttachUserPolicyRequest): void =>
      policies.attach(input.UserName, input.PolicyArn),
    DetachUserPolicy: (input: DetachUserPolicyRequest): void =>
      policies.detach(input.UserName, input.PolicyArn),
    ListAttachedUserPolicies: (input: ListAttachedUserPoliciesRequest): ListAttachedUserPoliciesResponse =>
      policies.listAttached(input.UserName, input),
  };
}
