import type { LabAccount } from '../account.ts';

/** Which account it is, and where: the same words mean the same resources, whoever is connected. */
export function accountPlace({
  kind,
  identity,
  region,
}: Pick<LabAccount, 'kind' | 'identity' | 'region'>): string {
  return `${kind === 'practice' ? 'Practice' : 'AWS'} account ${identity.account} in ${region}`;
}
