import type { GetCallerIdentityResponse } from '@aws-sdk/client-sts';
import * as model from '@aws-sdk/client-sts';
import { accountId, userId, userName } from '../../identity.ts';
import type { RunningService } from '../../service.ts';

/** STS: who is calling. There is one user, whose key is the account's. */
export function stsService(): RunningService {
  return {
    services: [
      {
        signingName: 'sts',
        title: 'STS',
        wire: { protocol: 'query', namespace: 'https://sts.amazonaws.com/doc/2011-06-15/' },
        model,
        operations: {
          GetCallerIdentity: (): GetCallerIdentityResponse => ({
            Account: accountId,
            UserId: userId,
            Arn: `arn:aws:iam::${accountId}:user/${userName}`,
          }),
        },
        refuses: ['It gives no temporary credentials: the account has one key, for one user.'],
      },
    ],
    close: () => Promise.resolve(),
  };
}
