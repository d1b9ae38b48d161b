import type { LabAccount } from '../account.ts';
import { bucketsOfRegion } from '../s3/bucketsOfRegion.ts';

/** Script buckets that the lab made in this region, told by their ten hexadecimal digits, unless something else lies in them. */
export async function ownScriptBuckets(account: LabAccount, signal?: AbortSignal): Promise<string[]> {
  const { buckets } = account.ports;
  const named = (await buckets.list(signal))
    .map(({ name }) => name)
    .filter((name) => /^aws-glue-[0-9a-f]{10}$/.test(name));
  const own: string[] = [];
  for (const name of await bucketsOfRegion(account, named, signal)) {
    const { prefixes, objects } = await buckets.folder(name, '', { signal });
    if (!objects.length && prefixes.every((prefix) => prefix === 'cmapss/')) own.push(name);
  }
  return own;
}
