import * as model from '@aws-sdk/client-iam';
import type { Clock } from '../../clock.ts';
import type { RunningService } from '../../service.ts';
import type { Store } from '../../store/store.ts';
import { instanceProfileOperations, type InstanceProfile } from './instanceProfiles.ts';
import type { StoredRole } from './role.ts';
import { rolePolicyOperations } from './rolePolicies.ts';
import { roleOperations } from './roles.ts';
import { simulationOperations } from './simulation.ts';
import { createUsers, userOperations } from './users.ts';

/**
 * IAM: the account's roles, their policies, and its one user. Policies are kept and simulated; no request of the account
 * is held to them.
 */
export function iamService({ store, clock }: { store: Store; clock: Clock }): RunningService {
  const roles = store.table<StoredRole>('roles');
  const profiles = store.table<InstanceProfile>('instanceProfiles');
  const users = createUsers(store, clock);
  return {
    services: [
      {
        signingName: 'iam',
        title: 'IAM',
        wire: { protocol: 'query', namespace: 'https://iam.amazonaws.com/doc/2010-05-08/' },
        model,
        operations: {
          ...roleOperations(roles, profiles, clock),
          ...rolePolicyOperations(roles),
          ...userOperations(users),
          ...instanceProfileOperations(profiles, roles, clock),
          ...simulationOperations(roles, users),
        },
        refuses: [
          'Policies are kept and simulated, not enforced: every request of the account may do everything.',
          'There is one user, `practice`, whose key is the account’s; no users, groups or access keys can be made.',
          'Any policy of AWS’s own may be attached by its ARN, and it is not looked whether AWS has it; the account keeps no managed policies of its own, and no permissions boundaries.',
          'Simulations know the documents of `AdministratorAccess` and `AmazonSSMManagedInstanceCore`; with any other AWS policy attached they are refused by its name.',
          'Simulations heed the condition operators for strings, numbers, ARNs, Booleans and Null, each also with IfExists; `ForAnyValue`, `ForAllValues`, dates, IP addresses and binary values are refused by name when a request comes to them, and so are ResourceHandlingOption and resources of other accounts.',
        ],
      },
    ],
    close: () => Promise.resolve(),
  };
}
