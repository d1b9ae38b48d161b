import { checkRange, invalidInput } from './glueErrors.ts';

/**
 * One page of a list and the token of the next. `most` is the largest page the operation gives, and the size of a
 * page when none is asked for.
 */
export function pageOf<T>(
  items: readonly T[],
  request: { NextToken?: string | undefined; MaxResults?: number | undefined },
  most = 1000,
): { page: T[]; NextToken?: string } {
  checkRange(request.MaxResults, 1, most, 'maxResults');
  const start = request.NextToken ? startOf(request.NextToken) : 0;
  const end = start + (request.MaxResults ?? most);
  const page = items.slice(start, end);
  return end < items.length
    ? { page, NextToken: Buffer.from(`next:${end}`).toString('base64url') }
    : { page };
}

function startOf(token: string): number {
  const match = /^next:(\d+)$/.exec(Buffer.from(token, 'base64url').toString());
  if (!match) throw invalidInput('Invalid pagination token provided.');
  return Number(match[1]);
}
