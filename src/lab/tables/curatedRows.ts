import type { LabAccount } from '../account.ts';

/** What the Parquet files of the curated bucket hold. */
export interface CuratedRows {
  readonly rows: number;
  /** Engines (a file and a unit number), and how many of them have a row at which they fail. */
  readonly engines: number;
  readonly enginesThatFail: number;
  /** Smallest number of cycles left of any row. */
  readonly minimumRul: number;
  /** When the last of them was written. */
  readonly newest: Date;
}

const columns = ['filename', 'unit_number', 'failure_cycle'] as const;

/** Reads the three columns that tell, of every Parquet file in the bucket. */
export async function readCuratedRows(
  { ports }: LabAccount,
  bucket: string,
  signal?: AbortSignal,
): Promise<CuratedRows> {
  const leastRul = new Map<string, number>();
  let rows = 0;
  let newest = new Date(0);
  for await (const object of ports.buckets.objects(bucket, '', signal)) {
    if (!object.key.endsWith('.parquet')) continue;
    if (object.lastModified > newest) newest = object.lastModified;
    const values = await ports.parquet.columns(bucket, object, columns, undefined, signal);
    const [files = [], units = [], cyclesLeft = []] = columns.map((name) => values[name] ?? []);
    rows += files.length;
    for (let row = 0; row < files.length; row++) {
      const engine = `${String(files[row])} ${String(units[row])}`;
      const left = Number(cyclesLeft[row]);
      if (!(left >= (leastRul.get(engine) ?? Infinity))) leastRul.set(engine, left);
    }
  }
  const least = [...leastRul.values()];
  return {
    rows,
    engines: least.length,
    enginesThatFail: least.filter((value) => value === 0).length,
    minimumRul: least.reduce((smallest, value) => Math.min(smallest, value), Infinity),
    newest,
  };
}
