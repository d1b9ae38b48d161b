import { readFileSync } from 'node:fs';
import type { Ports } from '../../src/lab/account.ts';
import { defaultEvent } from '../../src/lab/event.ts';
import type { Table } from '../../src/lab/ports/catalog.ts';
import type { LabContext } from '../../src/lab/stage.ts';
import { fakeAccount, fakeBuckets, type FakeObjects } from './fakeAccount.ts';
import { fakeResources, resourceNames } from './fakeResources.ts';

/** What of a port a test brings itself. */
export type SomePorts = Partial<{ [Name in keyof Ports]: Partial<Ports[Name]> }>;

/** A lab over fakes: an account with the lab's resources, buckets in memory, and the lab's own files. */
export interface FakeLab {
  readonly context: LabContext;
  readonly objects: FakeObjects;
  /** Puts an object. */
  put(bucket: string, key: string, text?: string): void;
  /** Tables of the catalog, as `database.table`. */
  readonly tables: Map<string, Table>;
  readonly files: Map<string, string>;
}

const labFiles = [
  'glue/glue_job.py',
  'sql/train_validation.sql',
  'sql/split_counts.sql',
  'sql/engines_in_both.sql',
];

/** The table that the second crawler makes. */
export const curatedTable = resourceNames.curatedBucket.replaceAll('-', '_');

/** Makes a lab over fakes; `ports` are added to its own. All objects were last modified at `lastModified`. */
export function fakeLab(ports: SomePorts = {}, lastModified?: Date): FakeLab {
  const objects: FakeObjects = new Map(
    fakeResources.buckets.map((name) => [name, new Map<string, string>()]),
  );
  const files = new Map(labFiles.map((name) => [name, readFileSync(name, 'utf8')]));
  const tables = new Map([
    [`datalake_curated_datasets.${curatedTable}`, tableOf('datalake_curated_datasets', curatedTable)],
  ]);
  const read = (name: string): string => {
    const text = files.get(name);
    if (text === undefined) throw new Error(`no file ${name}`);
    return text;
  };
  const account = fakeAccount({
    ...fakeResources.ports,
    ...ports,
    buckets: { ...fakeBuckets(objects, lastModified), ...ports.buckets },
    catalog: {
      ...fakeResources.ports.catalog,
      table: (database, name) => Promise.resolve(tables.get(`${database}.${name}`)),
      tables: (database) =>
        Promise.resolve([...tables.values()].filter((table) => table.database === database)),
      partitions: () =>
        Promise.resolve([{ values: ['2025', '01', '31', '08'], location: 's3://curated/year=2025/' }]),
      dropTable: (database, name) => {
        tables.delete(`${database}.${name}`);
        return Promise.resolve();
      },
      ...ports.catalog,
    },
    jobs: { ...fakeResources.ports.jobs, ...ports.jobs },
    tuning: { list: () => Promise.resolve([]), ...ports.tuning },
    transforms: { list: () => Promise.resolve([]), ...ports.transforms },
    notebooks: {
      list: () => Promise.resolve([{ name: 'notebook', status: 'InService' }]),
      get: (name) =>
        Promise.resolve({
          name,
          status: 'InService',
          instanceType: 'ml.t3.medium',
          created: undefined,
          modified: undefined,
          volumeGiB: 5,
          role: role,
        }),
      ...ports.notebooks,
    },
  });
  return {
    context: {
      account,
      event: defaultEvent,
      data: { folder: '/data', train: [], test: [] },
      files: {
        read: (name) => Promise.resolve(read(name)),
        write: (name, text) => {
          files.set(name, text);
          return Promise.resolve();
        },
      },
    },
    objects,
    put: (bucket, key, text = 'x') => void objects.get(bucket)?.set(key, text),
    tables,
    files,
  };
}

/** The role of the fake notebook instance. */
export const role = 'arn:aws:iam::123456789012:role/sagemaker';

/** A table as the catalog has it. */
export function tableOf(database: string, name: string): Table {
  return {
    database,
    name,
    columns: [],
    partitionKeys: ['year', 'month', 'day', 'hour'].map((key) => ({ name: key, type: 'string' })),
    location: `s3://${resourceNames.curatedBucket}/`,
    classification: 'parquet',
    updated: undefined,
  };
}

/** Where the lab's CTAS puts its files, in the published bucket. */
export const splitPrefix = 'train_validation/';
