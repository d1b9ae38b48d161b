import { AwsError } from '../../../awsError.ts';
import { invalid } from '../template/invalid.ts';

const longestName = 128;

/** A new stack's (or change set's) name. Throws CloudFormation's words for one that cannot be. */
export function checkedName(member: string, name = ''): string {
  const refuse = (constraint: string) =>
    invalid(
      `1 validation error detected: Value '${name}' at '${member}' failed to satisfy constraint: Member must ${constraint}`,
    );
  if (!/^[a-zA-Z][-a-zA-Z0-9]*$/.test(name)) {
    throw refuse('satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*');
  }
  if (name.length > longestName) throw refuse(`have length less than or equal to ${longestName}`);
  return name;
}

/** Refuses members of a request that the practice account does not do: each is named. */
export function refuseMembers(operation: string, members: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(members)) {
    if (value === undefined || value === false || (Array.isArray(value) && !value.length)) continue;
    throw invalid(`The practice account's CloudFormation does not do ${name} of ${operation}.`);
  }
}

/** The page of a list that begins behind the item which `token` names, or where that was, and the token of the next one. */
export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  token: string | undefined,
  size: number,
): { page: T[]; NextToken?: string } {
  const after = token === undefined ? -1 : placeOf(readToken(token), items.map(keyOf));
  const page = items.slice(after + 1, after + 1 + size);
  const last = page.at(-1);
  const isLast = after + 1 + size >= items.length;
  return {
    page,
    ...(last === undefined || isLast
      ? {}
      : { NextToken: writeToken({ key: keyOf(last), place: after + size }) }),
  };
}

/** An item of a list, and where it was when the token was made. */
interface Token {
  readonly key: string;
  readonly place: number;
}

/** Where the item is now. One that is gone meanwhile has left its place to the next one. */
function placeOf({ key, place }: Token, keys: readonly string[]): number {
  const now = keys.indexOf(key);
  return now < 0 ? place - 1 : now;
}

function writeToken({ key, place }: Token): string {
  return Buffer.from(`${place} ${key}`).toString('base64');
}

function readToken(token: string): Token {
  const [, place, key] = /^(\d+) (.+)$/s.exec(Buffer.from(token, 'base64').toString('utf8')) ?? [];
  if (key === undefined) throw invalid('Token is invalid');
  return { key, place: Number(place) };
}

/** The refusal of a request that repeats another one's token with something else in it. */
export function tokenTaken(token: string): AwsError {
  return new AwsError('TokenAlreadyExistsException', `A client request token ${token} already exists.`);
}
