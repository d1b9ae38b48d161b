import { compatible, mergeTypes, unknown, type InferredColumn } from './hiveType.ts';

/** How the values of a CSV file are laid out. */
export interface CsvLayout {
  readonly delimiter: string;
  /** The quote character, where values are quoted or the classifier asks for OpenCSVSerDe. */
  readonly quote?: string;
  /** True when values in the sample are quoted. */
  readonly quoted: boolean;
  /** True when the first line names the columns. */
  readonly header: boolean;
}

/** What a sample of one object (or, merged, of many) shows. */
export interface ObjectSchema {
  readonly classification: 'csv' | 'json' | 'parquet' | 'UNKNOWN';
  readonly columns: readonly InferredColumn[];
  readonly csv?: CsvLayout;
  readonly compression: 'none' | 'gzip';
  /** Records in the sample, their bytes once unpacked, and the bytes of the object that were sampled. */
  readonly sample: { readonly records: number; readonly bytes: number; readonly sampled: number };
}

/** Share of columns that two schemas must have in common to be of one table: Glue's threshold. */
const likeness = 0.7;

/** Whether two objects could lie in one table: the same format and mostly the same columns. */
export function alike(a: ObjectSchema, b: ObjectSchema): boolean {
  if (a.classification !== b.classification) return false;
  if (a.csv?.delimiter !== b.csv?.delimiter || a.csv?.header !== b.csv?.header) return false;
  const most = Math.max(a.columns.length, b.columns.length);
  if (most === 0) return true;
  const types = new Map(b.columns.map(({ name, type }) => [name, type]));
  const common = a.columns.filter(({ name, type }) => {
    const other = types.get(name);
    return other && compatible(type, other);
  });
  return common.length / most >= likeness;
}

/**
 * The schema of the majority, merged: those like the schema that most are like. Undefined when no such schema has
 * more than half of them.
 */
export function majority(schemas: readonly ObjectSchema[]): ObjectSchema | undefined {
  // Schemas of one folder are nearly always all alike, so that the first candidate settles it.
  for (const candidate of schemas) {
    const like = schemas.filter((each) => alike(candidate, each));
    if (like.length * 2 > schemas.length) return like.reduce(merged);
  }
  return undefined;
}

function merged(a: ObjectSchema, b: ObjectSchema): ObjectSchema {
  const columns = new Map(a.columns.map(({ name, type }) => [name, type]));
  for (const { name, type } of b.columns) columns.set(name, mergeTypes(columns.get(name) ?? unknown, type));
  const quoted = a.csv?.quote === undefined ? b.csv : a.csv;
  return {
    classification: a.classification,
    columns: [...columns].map(([name, type]) => ({ name, type })),
    ...(quoted ? { csv: quoted } : {}),
    compression: a.compression,
    sample: {
      records: a.sample.records + b.sample.records,
      bytes: a.sample.bytes + b.sample.bytes,
      sampled: a.sample.sampled + b.sample.sampled,
    },
  };
}
