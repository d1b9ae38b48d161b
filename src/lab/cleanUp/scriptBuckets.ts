import type { LabAccount } from '../account.ts';

/** Script buckets that the lab made, told by their ten hexadecimal digits, unless something else lies in them. */
export async function ownScriptBuckets(
  { ports: { buckets } }: LabAccount,
  signal?: AbortSignal,
): Promise<string[]> {
  const own: string[] = [];
  for (const { name } of await buckets.list(signal)) {
    if (!/^aws-glue-[0-9a-f]{10}$/.test(name)) continue;
    const { prefixes, objects } = await buckets.folder(name, '', { signal });
    if (!objects.length && prefixes.every((prefix) => prefix === 'cmapss/')) own.push(name);
  }
  return own;
}
