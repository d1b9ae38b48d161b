import { checkRange, invalid } from './validation.ts';

/** What a list operation may be asked: each has some of these. */
export interface ListRequest {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
  readonly NameContains?: string | undefined;
  readonly StatusEquals?: string | undefined;
  readonly SortBy?: string | undefined;
  readonly SortOrder?: string | undefined;
  readonly CreationTimeAfter?: Date | undefined;
  readonly CreationTimeBefore?: Date | undefined;
  readonly LastModifiedTimeAfter?: Date | undefined;
  readonly LastModifiedTimeBefore?: Date | undefined;
}

/** What a resource is filtered and sorted by. Times are epoch milliseconds. */
export interface Listed {
  readonly name: string;
  readonly created: number;
  readonly modified?: number;
  readonly status?: string;
  /** For those that have one: the final value of the metric that a tuning job is about. */
  readonly objective?: number | undefined;
}

/** Where a page ended: what its last item was sorted by, and its name. */
type Place = readonly [value: string | number, name: string];

/**
 * One page of the items a request asks for, filtered and sorted. `order` is the operation's default. Items that come
 * or go between two pages do not shift the others.
 */
export function listPage<T extends Listed>(
  items: readonly T[],
  request: ListRequest,
  order: 'Ascending' | 'Descending',
): { page: T[]; NextToken?: string } {
  const limit = request.MaxResults ?? 10;
  checkRange('maxResults', limit, 1, 100);
  const direction = (request.SortOrder ?? order) === 'Ascending' ? 1 : -1;
  const placeOf = (item: T): Place => [sortValue(item, request.SortBy), item.name];
  const compare = (a: Place, b: Place): number =>
    direction * (compareValues(a[0], b[0]) || compareValues(a[1], b[1]));
  const after = request.NextToken === undefined ? undefined : decode(request.NextToken);
  const rest = items
    .filter((item) => matches(item, request) && (!after || compare(placeOf(item), after) > 0))
    .sort((a, b) => compare(placeOf(a), placeOf(b)));
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return { page, ...(last && rest.length > page.length ? { NextToken: encode(placeOf(last)) } : {}) };
}

function matches(item: Listed, request: ListRequest): boolean {
  const modified = item.modified ?? item.created;
  const after = (limit: Date | undefined, time: number) => !limit || time > limit.getTime();
  const before = (limit: Date | undefined, time: number) => !limit || time < limit.getTime();
  return (
    (request.NameContains === undefined || item.name.includes(request.NameContains)) &&
    (request.StatusEquals === undefined || item.status === request.StatusEquals) &&
    after(request.CreationTimeAfter, item.created) &&
    before(request.CreationTimeBefore, item.created) &&
    after(request.LastModifiedTimeAfter, modified) &&
    before(request.LastModifiedTimeBefore, modified)
  );
}

function sortValue(item: Listed, by = 'CreationTime'): string | number {
  if (by === 'Name') return item.name;
  if (by === 'FinalObjectiveMetricValue') return item.objective ?? 0;
  if (by === 'Status') return item.status ?? '';
  return by === 'LastModifiedTime' ? (item.modified ?? item.created) : item.created;
}

function compareValues(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function encode(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64');
}

function decode(token: string): Place {
  try {
    const place: unknown = JSON.parse(Buffer.from(token, 'base64').toString('utf8'));
    if (Array.isArray(place) && place.length === 2) return place as unknown as Place;
  } catch {
    // Falls through to the refusal.
  }
  throw invalid('Invalid NextToken.');
}
