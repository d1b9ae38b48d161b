import { AwsError } from '../../awsError.ts';

/** An InvalidRequestException as Athena writes it, with its own code in two members. */
export function invalidRequest(message: string, code = 'INVALID_INPUT'): AwsError {
  return new AwsError('InvalidRequestException', message, {
    members: { AthenaErrorCode: code, ErrorCode: code },
  });
}

/** A page of a list and the token of the next; throws InvalidRequestException for a size or token that cannot be. */
export function page<T>(
  items: readonly T[],
  token: string | undefined,
  size: number | undefined,
  sizes: { readonly default: number; readonly most: number },
): { items: T[]; NextToken?: string } {
  const count = size ?? sizes.default;
  if (count < 1 || count > sizes.most) {
    throw invalidRequest(`MaxResults is ${count}; it must be from 1 to ${sizes.most}.`);
  }
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString());
  if (!Number.isInteger(start) || start < 0) throw invalidRequest('The NextToken is not valid.');
  const end = start + count;
  const next = end < items.length ? { NextToken: Buffer.from(String(end)).toString('base64url') } : {};
  return { items: items.slice(start, end), ...next };
}
