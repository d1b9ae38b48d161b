import type { LabAccount } from '../account.ts';

/** Where the lab works, in a line. */
export function accountLine({
  kind,
  identity,
  region,
}: Pick<LabAccount, 'kind' | 'identity' | 'region'>): string {
  return kind === 'practice'
    ? `Practice account ${identity.account} in ${region}`
    : `AWS account ${identity.account} in ${region}, as ${identity.arn}`;
}
