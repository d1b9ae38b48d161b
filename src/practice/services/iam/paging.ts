import { constraint, validationError } from './errors.ts';

/** What a listing may be asked. */
export interface PageRequest {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

/** A page of a listing, and what IAM says of the rest. */
export interface Page<T> {
  readonly page: T[];
  readonly more: { readonly IsTruncated: boolean; readonly Marker?: string };
}

/** One page of items in the order of their keys. The marker is the last page's last key, in base64. */
export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { Marker: marker, MaxItems: limit = 100 }: PageRequest,
): Page<T> {
  if (limit < 1) throw constraint(limit, 'maxItems', 'have value greater than or equal to 1');
  if (limit > 1000) throw constraint(limit, 'maxItems', 'have value less than or equal to 1000');
  const after = marker === undefined ? '' : Buffer.from(marker, 'base64').toString('utf8');
  if (marker !== undefined && Buffer.from(after).toString('base64') !== marker)
    throw validationError('Invalid Marker.');
  const rest = items.filter((item) => keyOf(item) > after).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return {
    page,
    more:
      rest.length > page.length && last !== undefined
        ? { IsTruncated: true, Marker: Buffer.from(keyOf(last)).toString('base64') }
        : { IsTruncated: false },
  };
}

/** One page of items in their own order; the marker tells a place. */
export function pageInOrder<T>(items: readonly T[], request: PageRequest): Page<T> {
  const numbered = items.map((item, index) => ({ item, key: String(index).padStart(9, '0') }));
  const { page, more } = pageOf(numbered, ({ key }) => key, request);
  return { page: page.map(({ item }) => item), more };
}
