import { byteCount } from '../report/byteCount.ts';
import { wholeNumber } from '../report/format.ts';
import { hexText } from './binaryKind.ts';
import type { Preview } from './previewObject.ts';

/** The text that stands for a preview in an editor: a text itself, of anything else what it is. */
export function previewText(preview: Preview, uri: string): string {
  switch (preview.kind) {
    case 'text':
      return preview.complete ? preview.text : `${preview.text}\n[${partText(preview)}]\n`;
    case 'parquet': {
      const columns = preview.columns.map(({ name, type }) => `  ${name}: ${type}`);
      return [uri, `is Parquet: ${wholeNumber(preview.rows)} rows, with the columns`, ...columns, ''].join(
        '\n',
      );
    }
    case 'archive': {
      const files = preview.entries.map(({ name, size }) => `  ${name}  ${byteCount(size)}`);
      const part = preview.complete ? [] : [`[${partText(preview)}]`];
      return [uri, 'is an archive of', ...files, ...part, ''].join('\n');
    }
    case 'binary': {
      const what = preview.what ?? 'binary, of a format that is not known here';
      const part = `${preview.start.length} bytes of ${byteCount(preview.object.size)}`;
      return [
        uri,
        `is ${what}; it cannot be shown as text.`,
        '',
        `The first ${part}${preview.gzip ? ', unzipped' : ''}:`,
        '',
        hexText(preview.start),
        '',
      ].join('\n');
    }
  }
}

/** What of an object is shown, and how it lies there: `12.3 KiB, gzip, UTF-8`. */
export function previewFacts(preview: Preview): string {
  const size = byteCount(preview.object.size);
  if (preview.kind === 'parquet') return `${size}, Parquet, ${wholeNumber(preview.rows)} rows`;
  const isPart = !preview.complete && preview.kind !== 'binary';
  const how = formatOf(preview);
  return [isPart ? partText(preview) : size, preview.gzip && !isPart && 'gzip', how]
    .filter(Boolean)
    .join(', ');
}

function formatOf(preview: Exclude<Preview, { kind: 'parquet' }>): string | undefined {
  switch (preview.kind) {
    case 'text':
      return preview.encoding;
    case 'archive':
      return 'tar';
    case 'binary':
      return preview.what;
  }
}

function partText(preview: Extract<Preview, { kind: 'text' | 'archive' }>): string {
  const all = `${byteCount(preview.object.size)}${preview.gzip ? ' of gzip' : ''}`;
  if (preview.damaged) return `what could be unzipped of ${all}, which is damaged`;
  return preview.kind === 'archive'
    ? `the first files of ${all}`
    : `the first ${byteCount(Buffer.byteLength(preview.text))} of text of ${all}`;
}
