import type { SortedKeys } from './sortedKeys.ts';

/** What a listing asks for. */
export interface ListRequest {
  readonly prefix: string;
  /** Empty for none. */
  readonly delimiter: string;
  /** Only what comes behind this key or common prefix; empty for the beginning. */
  readonly after: string;
  /** The most keys and common prefixes together. */
  readonly most: number;
}

/** One page of a listing: keys and common prefixes, each in order. */
export interface ListPage {
  readonly keys: readonly string[];
  readonly commonPrefixes: readonly string[];
  /** The last of both; what the next page is to come after. */
  readonly last: string;
  readonly isTruncated: boolean;
}

/** Behind every key that begins with what stands before it, but for keys that have this character there themselves. */
const behind = '\u{10ffff}';

/** One page of a bucket's keys. Keys under one common prefix are passed over in one step, however many they are. */
export function listPage(sorted: SortedKeys, { prefix, delimiter, after, most }: ListRequest): ListPage {
  const keys: string[] = [];
  const commonPrefixes: string[] = [];
  let last = '';
  let from = isCommonPrefix(after, prefix, delimiter) ? after + behind : after;
  for (let isSearching = true; isSearching;) {
    isSearching = false;
    for (const key of sorted.startingWith(prefix, from)) {
      const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
      const common = end < 0 ? undefined : key.slice(0, end + delimiter.length);
      const item = common ?? key;
      if (item === after || key === after || item === last) continue;
      if (keys.length + commonPrefixes.length >= most)
        return { keys, commonPrefixes, last, isTruncated: most > 0 };
      last = item;
      if (common === undefined) keys.push(key);
      else {
        commonPrefixes.push(common);
        from = common + behind;
        isSearching = true;
        break;
      }
    }
  }
  return { keys, commonPrefixes, last, isTruncated: false };
}

function isCommonPrefix(text: string, prefix: string, delimiter: string): boolean {
  if (!delimiter || !text.startsWith(prefix)) return false;
  const at = text.indexOf(delimiter, prefix.length);
  return at >= 0 && at + delimiter.length === text.length;
}
