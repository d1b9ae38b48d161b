import { createHash } from 'node:crypto';

const longest = 128;

/**
 * The name of a crawled table: the prefix and the name of its folder, bucket or object in lower case, with `_` for
 * everything but letters, digits and `_`, at most 128 characters. Source: Glue's "How does a crawler determine…".
 */
export function tableName(source: string, prefix = ''): string {
  return `${prefix}${source}`
    .toLowerCase()
    .replace(/[^a-z0-9_]/g, '_')
    .slice(0, longest);
}

/** A name for a table whose first choice another table has: that name with a hash of its location behind. */
export function hashedTableName(name: string, location: string): string {
  const hash = createHash('md5').update(location).digest('hex');
  return `${name.slice(0, longest - hash.length - 1)}_${hash}`;
}
