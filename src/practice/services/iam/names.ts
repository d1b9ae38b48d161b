import { randomBytes } from 'node:crypto';
import { accountId } from '../../identity.ts';
import { constraint, validationError } from './errors.ts';

/** Throws ValidationError unless `value` is a name as IAM's resources have it. */
export function checkName(member: string, value = '', longest = 64): string {
  if (/^[\w+=,.@-]+$/.test(value) && value.length <= longest) return value;
  if (value.length > longest) throw constraint(value, member, `have length less than or equal to ${longest}`);
  throw validationError(
    `The specified value for ${member} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
  );
}

/** Throws ValidationError unless `value` is a path as IAM's resources have it; `/` when left out. */
export function checkPath(value = '/'): string {
  if (/^\/([\u0021-\u007e]+\/)?$/.test(value)) return value;
  throw validationError(
    'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
  );
}

/** A new id of one of IAM's resources, which begins by its kind. */
export function newId(kind: 'AROA' | 'AIPA'): string {
  return `${kind}${randomBytes(11).toString('hex').toUpperCase().slice(0, 17)}`;
}

/** An ARN of the account's IAM. */
export function iamArn(kind: 'role' | 'user' | 'instance-profile', path: string, name: string): string {
  return `arn:aws:iam::${accountId}:${kind}${path}${name}`;
}

/** A policy as IAM sends it: URL-encoded, as RFC 3986 says. */
export function encodePolicy(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
