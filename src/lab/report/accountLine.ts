import type { LabAccount } from '../account.ts';
import { accountPlace } from './accountPlace.ts';

/** Where the lab works, in a line. */
export function accountLine(account: Pick<LabAccount, 'kind' | 'identity' | 'region'>): string {
  const place = accountPlace(account);
  return account.kind === 'practice' ? place : `${place}, as ${account.identity.arn}`;
}
