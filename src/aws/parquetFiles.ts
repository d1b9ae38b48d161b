import {
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
  type AsyncBuffer,
  type SchemaElement,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { Buckets } from '../lab/ports/buckets.ts';
import type { ParquetFiles } from '../lab/ports/parquetFiles.ts';

/** Parquet objects read with ranged GETs: the footer first, then only the chunks of the columns wanted. */
export function createParquetFiles(buckets: Buckets): ParquetFiles {
  return {
    describe: async (bucket, object, signal) => {
      const metadata = await parquetMetadataAsync(rangedFile(buckets, bucket, object, signal));
      return {
        rows: Number(metadata.num_rows),
        columns: parquetSchema(metadata).children.map(({ element }) => ({
          name: element.name,
          type: typeName(element),
        })),
      };
    },
    columns: async (bucket, object, names, rows, signal) => {
      const file = rangedFile(buckets, bucket, object, signal);
      const metadata = await parquetMetadataAsync(file);
      const end = Math.min(rows?.end ?? Infinity, Number(metadata.num_rows));
      const first = Math.min(rows?.first ?? 0, end);
      const values = new Map(names.map((name) => [name, new Array<unknown>(end - first)]));
      await parquetRead({
        file,
        metadata,
        compressors,
        columns: [...names],
        rowStart: first,
        rowEnd: end,
        onChunk: ({ columnName, columnData, rowStart }) => {
          const column = values.get(columnName);
          if (!column) return;
          // A chunk may reach beyond the rows asked for.
          for (let at = 0; at < columnData.length; at++) {
            const row = rowStart + at - first;
            if (row >= 0 && row < column.length) column[row] = plain(columnData[at]);
          }
        },
      });
      return Object.fromEntries(values);
    },
    rows: async (bucket, object, { first, end }, signal) => {
      const file = rangedFile(buckets, bucket, object, signal);
      let rows: unknown[][] = [];
      await parquetRead({
        file,
        compressors,
        rowStart: first,
        rowEnd: end,
        onComplete: (read) => {
          rows = read;
        },
      });
      return rows;
    },
  };
}

function rangedFile(
  buckets: Buckets,
  bucket: string,
  { key, size }: { readonly key: string; readonly size: number },
  signal?: AbortSignal,
): AsyncBuffer {
  return {
    byteLength: size,
    slice: async (start, end = size) => {
      const first = start < 0 ? size + start : start;
      const bytes = await buckets.read(bucket, key, [first, Math.min(end, size) - 1], signal);
      if (!bytes) throw new Error(`s3://${bucket}/${key} is no longer there.`);
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    },
  };
}

/** The lab's whole numbers stay below 2^53. */
function plain(value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}

function typeName({ type, logical_type: logical, converted_type: converted }: SchemaElement): string {
  if (logical?.type === 'INTEGER') return `${logical.isSigned ? '' : 'u'}int${logical.bitWidth}`;
  // A group without a name of its own is a record.
  const name = (logical?.type ?? converted ?? type ?? 'struct').toLowerCase();
  return commonNames[name] ?? name.replace(/^(u?int)_/, '$1');
}

/** Parquet's own words for what everybody calls otherwise. */
const commonNames: Readonly<Record<string, string>> = {
  utf8: 'string',
  byte_array: 'binary',
  fixed_len_byte_array: 'binary',
  timestamp_millis: 'timestamp',
  timestamp_micros: 'timestamp',
  int96: 'timestamp',
};
