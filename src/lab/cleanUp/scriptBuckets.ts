import type { LabAccount } from '../account.ts';

/** Script buckets that the lab made in this region, told by their ten hexadecimal digits, unless something else lies in them. */
export async function ownScriptBuckets(
  { region, ports: { buckets } }: LabAccount,
  signal?: AbortSignal,
): Promise<string[]> {
  const own: string[] = [];
  for (const { name } of await buckets.list(signal)) {
    if (!/^aws-glue-[0-9a-f]{10}$/.test(name)) continue;
    // S3 lists the buckets of every region: a lab of another one has its own.
    if ((await buckets.region(name, signal)) !== region) continue;
    const { prefixes, objects } = await buckets.folder(name, '', { signal });
    if (!objects.length && prefixes.every((prefix) => prefix === 'cmapss/')) own.push(name);
  }
  return own;
}
