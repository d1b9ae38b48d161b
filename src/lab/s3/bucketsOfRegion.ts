import { isAccessDenied } from '../explain/isAccessDenied.ts';
import type { Buckets } from '../ports/buckets.ts';

/** Where the region of buckets is asked. */
export interface BucketPlace {
  readonly region: string;
  readonly ports: { readonly buckets: Pick<Buckets, 'region'> };
}

/**
 * Those of the buckets that lie in the account's region: S3 lists the buckets of all regions, and for a while also those
 * that were just deleted. One that nobody may ask about stays among them.
 */
export async function bucketsOfRegion(
  { region, ports: { buckets } }: BucketPlace,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<string[]> {
  const regions = await Promise.all(
    names.map(async (name) => {
      try {
        return await buckets.region(name, signal);
      } catch (error) {
        if (isAccessDenied(error)) return region;
        if (error instanceof Error && error.name === 'NoSuchBucket') return undefined;
        throw error;
      }
    }),
  );
  return names.filter((_, index) => regions[index] === region);
}
