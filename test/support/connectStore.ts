import { connectPractice } from '../../src/aws/connect.ts';
import { readAccount } from '../../src/launch/accountFile.ts';
import type { LabAccount } from '../../src/lab/account.ts';

/** The practice account of a store that some process serves already. */
export async function connectStore(store: string): Promise<LabAccount> {
  const file = await readAccount(store);
  if (!file) throw new Error(`no practice account is in ${store}`);
  const { port, region, credentials } = file;
  return connectPractice({ endpoint: `http://127.0.0.1:${port}`, region, credentials, pace: 0 });
}

/** The account's bucket whose name contains `part`. */
export async function bucketOf({ ports }: LabAccount, part: string): Promise<string> {
  const names = (await ports.buckets.list()).map(({ name }) => name);
  const found = names.find((name) => name.includes(part));
  if (found === undefined) throw new Error(`no bucket ${part} among ${names.join(', ')}`);
  return found;
}
