import { createHash } from 'node:crypto';
import { invalid } from './invalid.ts';

/**
 * The machine image behind one of the public parameters that AWS keeps for its own images. There are no images here, so it is an
 * id in the right form, always the same one for a name. Throws CloudFormation's words for any other parameter.
 */
export function publicImage(parameter: string): string {
  if (!/^\/aws\/service\/[\w./-]+$/.test(parameter)) {
    throw invalid(`Unable to fetch parameters [${parameter}] from parameter store for this account.`);
  }
  return `ami-0${createHash('sha256').update(parameter).digest('hex').slice(0, 16)}`;
}
