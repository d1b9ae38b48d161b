import measured from '../../../data/checksums.json' with { type: 'json' };

export const dataKinds = ['train', 'test', 'RUL'] as const;
/** Engines until they fail; engines cut off before; the cycles the latter had left. */
export type DataKind = (typeof dataKinds)[number];

/** What is known of one of NASA's files. */
export interface PublishedFile {
  /** SHA-256 of its bytes, in hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  readonly rows: number;
}

export type PublishedFiles = Readonly<Record<string, PublishedFile>>;

/** NASA's twelve files by name. */
export const publishedFiles: PublishedFiles = measured.files;

/** A data file that cannot be used; the message names file and line and says what to do. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
}

/** Kind and subset of a file by its name (`train_FD001.txt`); undefined for a name of no data file. */
export function dataFileName(name: string): { readonly kind: DataKind; readonly subset: string } | undefined {
  const [, prefix, subset] = /^(train|test|RUL)_([\w-]+)\.txt$/.exec(name) ?? [];
  const kind = dataKinds.find((known) => known === prefix);
  return kind && subset ? { kind, subset } : undefined;
}
