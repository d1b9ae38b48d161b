import { AwsError } from '../../awsError.ts';

/** One page of `items` behind the place a token names; the token of the next page, if there is one. */
export function pageOf<T>(
  items: readonly T[],
  token: string | undefined,
  limit: number,
): { page: T[]; nextToken?: string } {
  const start = token === undefined ? 0 : placeOf(token, 'n');
  const end = start + limit;
  return {
    page: items.slice(start, end),
    ...(end < items.length ? { nextToken: tokenOf(end, 'n') } : {}),
  };
}

/** A token for a place in a list; `kind` keeps tokens of one use from being taken for another's. */
export function tokenOf(place: number, kind: string): string {
  return `${kind}/${String(place).padStart(56, '0')}/s`;
}

/** The place a token names. Throws InvalidParameterException for a token that was never given. */
export function placeOf(token: string, kind: string): number {
  const match = new RegExp(`^${kind}/(\\d{56})/s$`).exec(token);
  if (!match) throw new AwsError('InvalidParameterException', 'The specified nextToken is invalid.');
  return Number(match[1]);
}

/** `limit` where the request has one. Throws InvalidParameterException when it is out of AWS's bounds. */
export function limitOf(limit: number | undefined, highest: number, standard = highest): number {
  if (limit === undefined) return standard;
  if (limit >= 1 && limit <= highest) return limit;
  throw new AwsError(
    'InvalidParameterException',
    `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value ${
      limit < 1 ? 'greater than or equal to 1' : `less than or equal to ${highest}`
    }`,
  );
}
