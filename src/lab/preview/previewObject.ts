import type { Ports } from '../account.ts';
import type { BucketObject } from '../ports/buckets.ts';
import { binaryKind } from './binaryKind.ts';
import { decodeText, type DecodedText } from './decodeText.ts';
import { gunzipStart } from './gunzipStart.ts';
import { jsonText } from './jsonText.ts';
import { isTar, tarEntries, type TarEntry } from './tarEntries.ts';

/** What is shown of an object. */
export type Preview = TextPreview | ParquetPreview | ArchivePreview | BinaryPreview;

export interface TextPreview extends Part {
  readonly kind: 'text';
  readonly text: string;
  readonly encoding: DecodedText['encoding'];
  /** It is one JSON document; the text is set out in lines. */
  readonly json: boolean;
}

export interface ParquetPreview {
  readonly kind: 'parquet';
  readonly object: BucketObject;
  readonly rows: number;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

export interface ArchivePreview extends Part {
  readonly kind: 'archive';
  readonly entries: readonly TarEntry[];
}

export interface BinaryPreview extends Part {
  readonly kind: 'binary';
  /** Its format, where its first bytes tell. */
  readonly what: string | undefined;
  /** Its first bytes. */
  readonly start: Uint8Array;
}

/** How much of the object a preview tells of. */
interface Part {
  readonly object: BucketObject;
  /** It lies gzipped in S3. */
  readonly gzip: boolean;
  /** All of it is shown. */
  readonly complete: boolean;
  /** The gzip breaks off before its end or does not fit its check sum. */
  readonly damaged: boolean;
}

/** Of a text so many bytes are shown, and of an object so many read. An archive is read further: its members lie far apart. */
export const previewBytes = 1024 * 1024;
const archiveBytes = 32 * previewBytes;
const binaryBytes = 512;

/**
 * Looks at an object and decides how it is shown: Parquet by its columns, gzip by what is in it, text as text, tar by its
 * members, anything else by its first bytes. Reads as little as that takes. Undefined when there is no such object.
 */
export async function previewObject(
  ports: Pick<Ports, 'buckets' | 'parquet'>,
  bucket: string,
  key: string,
  signal?: AbortSignal,
): Promise<Preview | undefined> {
  const object = await ports.buckets.describe(bucket, key, signal);
  if (!object) return undefined;
  const start = await readStart(ports, bucket, object, previewBytes, signal);
  if (binaryKind(start) === 'Parquet') {
    const { rows, columns } = await ports.parquet.describe(bucket, object, signal);
    return { kind: 'parquet', object, rows, columns };
  }
  const seen = await unpacked(object, start, previewBytes);
  if (!isTar(seen.bytes)) return shown(object, seen);
  const whole = seen.complete
    ? seen
    : await unpacked(object, await readStart(ports, bucket, object, archiveBytes, signal), archiveBytes);
  const { gzip, complete, damaged } = whole;
  return { kind: 'archive', object, gzip, complete, damaged, entries: tarEntries(whole.bytes) };
}

async function readStart(
  { buckets }: Pick<Ports, 'buckets'>,
  bucket: string,
  { key, size }: BucketObject,
  limit: number,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  // An empty object has no range.
  const range = size > limit ? ([0, limit - 1] as const) : undefined;
  return (await buckets.read(bucket, key, range, signal)) ?? new Uint8Array();
}

interface Unpacked extends Omit<Part, 'object'> {
  readonly bytes: Uint8Array;
}

/** What is in an object of which `start` was read, up to `limit` bytes. */
async function unpacked({ size }: BucketObject, start: Uint8Array, limit: number): Promise<Unpacked> {
  const allRead = start.length >= size;
  if (binaryKind(start) !== 'gzip') return { bytes: start, gzip: false, complete: allRead, damaged: false };
  const { bytes, complete, damaged } = await gunzipStart(start, limit);
  return {
    bytes,
    gzip: true,
    complete: complete && allRead && !damaged,
    // A stream of which only a part was read breaks off, of course.
    damaged: damaged && allRead,
  };
}

function shown(object: BucketObject, { bytes, ...part }: Unpacked): TextPreview | BinaryPreview {
  const decoded = decodeText(bytes, part.complete);
  if (!decoded) {
    return {
      kind: 'binary',
      object,
      ...part,
      what: binaryKind(bytes, object.key),
      start: bytes.subarray(0, binaryBytes),
    };
  }
  const { text, encoding } = decoded;
  const json = part.complete && /^\s*[[{]/.test(text) ? jsonText(text) : undefined;
  return {
    kind: 'text',
    object,
    ...part,
    encoding,
    json: json !== undefined,
    text: json ?? (part.complete ? text : wholeLines(text)),
  };
}

/** Text without its last line, which may be cut; a single line stays. */
function wholeLines(text: string): string {
  return text.slice(0, text.lastIndexOf('\n') + 1) || text;
}
