/** Values of some columns of a Parquet file, each as long as the file has rows. */
export type ParquetColumns = Readonly<Record<string, readonly unknown[]>>;

/** Parquet objects in S3, read by ranges: the footer, and of the data only the columns asked for. */
export interface ParquetFiles {
  /** Number of rows, and the columns with their logical or physical types (`struct`, `list` … for nested), from the footer. */
  describe(
    bucket: string,
    object: { readonly key: string; readonly size: number },
    signal?: AbortSignal,
  ): Promise<{ rows: number; columns: { name: string; type: string }[] }>;
  /** Values of the named columns; whole numbers of 64 bits come as numbers. Rows `first` up to, not with, `end`. */
  columns(
    bucket: string,
    object: { readonly key: string; readonly size: number },
    names: readonly string[],
    rows?: { first: number; end: number },
    signal?: AbortSignal,
  ): Promise<ParquetColumns>;
  /** Rows `first` up to, not with, `end`, in the order of the columns; every value as exact as it lies there. */
  rows(
    bucket: string,
    object: { readonly key: string; readonly size: number },
    rows: { readonly first: number; readonly end: number },
    signal?: AbortSignal,
  ): Promise<unknown[][]>;
}
