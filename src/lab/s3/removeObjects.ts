import type { LabAccount } from '../account.ts';

/** Objects are deleted in groups of so many, which is what S3 takes at once. */
const atOnce = 1000;

/** Deletes every object whose key begins with `prefix`; answers with how many. */
export async function removeObjects(
  { ports }: LabAccount,
  bucket: string,
  prefix: string,
  signal?: AbortSignal,
): Promise<number> {
  let removed = 0;
  let keys: string[] = [];
  for await (const { key } of ports.buckets.objects(bucket, prefix, signal)) {
    keys.push(key);
    if (keys.length < atOnce) continue;
    await ports.buckets.remove(bucket, keys);
    removed += keys.length;
    keys = [];
  }
  await ports.buckets.remove(bucket, keys);
  return removed + keys.length;
}
