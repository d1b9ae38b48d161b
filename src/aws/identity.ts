import { paginateListRoles, type IAMClient, type Role as IamRole } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import type { Identity, Role } from '../lab/ports/identity.ts';
import { aborting } from './aborting.ts';
import type { CredentialsSource } from './credentials.ts';
import { credentialsEnd } from './credentialsEnd.ts';

/** STS and IAM behind the lab's port. `source` is where the credentials come from; undefined: they are keys that were given. */
export function createIdentity(sts: STSClient, iam: IAMClient, source?: CredentialsSource): Identity {
  return {
    caller: async (signal) => {
      const { Account = '', Arn = '' } = await sts.send(new GetCallerIdentityCommand({}), aborting(signal));
      return { account: Account, arn: Arn };
    },
    roles: async (signal) => {
      const roles: Role[] = [];
      for await (const page of paginateListRoles({ client: iam }, {}, aborting(signal))) {
        roles.push(...(page.Roles ?? []).map(roleOf));
      }
      return roles;
    },
    session: async () => {
      const credentials = await sts.config.credentials();
      return {
        ends: await credentialsEnd(credentials, source),
        // The SDK keeps it by the dates of the answers.
        clockOffset: sts.config.systemClockOffset,
      };
    },
  };
}

/** A role as IAM has it, in the lab's words. */
export function roleOf(role: IamRole): Role {
  return {
    name: role.RoleName ?? '',
    arn: role.Arn ?? '',
    trusted: trustedServices(role.AssumeRolePolicyDocument ?? ''),
  };
}

/** The services that a trust policy (JSON, percent-encoded as IAM sends it) lets take on its role. */
function trustedServices(document: string): string[] {
  interface Statement {
    Effect?: string;
    Principal?: string | { Service?: string | string[] };
  }
  try {
    const { Statement: statements = [] } = JSON.parse(decodeURIComponent(document)) as {
      Statement?: Statement | Statement[];
    };
    return [statements].flat().flatMap(({ Effect, Principal }) => {
      if (Effect !== 'Allow' || typeof Principal !== 'object') return [];
      return [Principal.Service ?? []].flat();
    });
  } catch {
    // A policy that cannot be read names no service.
    return [];
  }
}
