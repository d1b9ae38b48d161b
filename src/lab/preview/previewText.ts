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
      return [`${uri} is Parquet: ${wholeNumber(preview.rows)} rows, with the columns`, ...columns, ''].join(
        '\n',
      );
    }
    case 'archive': {
      const files = preview.entries.map(({ name, size }) => `  ${name}  ${byteCount(size)}`);
      const part = preview.complete ? [] : [`[${partText(preview)}]`];
      return [`${uri} is an archive of`, ...files, ...part, ''].join('\n');
    }
    case 'binary': {
      const what = preview.what ?? 'binary, of a format that is not known here';
      const size = byteCount(preview.object.size);
      return [
        `${uri} is ${what}; it cannot be shown as text.`,
        '',
        `The first ${preview.start.length} of ${size}${preview.gzip ? ', unzipped' : ''}:`,
        '',
        hexText(preview.start),
        '',
      ].join('\n');
    }
  }
}

/** What of an object is shown, and how it lies there: `12.3 KiB, gzip, UTF-8`. */
export function previewFacts(preview: Preview): string {
  const facts = [byteCount(preview.object.size)];
  if (preview.kind === 'parquet') facts.push('Parquet', `${wholeNumber(preview.rows)} rows`);
  else {
    if (preview.gzip) facts.push('gzip');
    if (preview.kind === 'text') facts.push(preview.encoding);
    if (preview.kind === 'binary') facts.push(preview.what ?? 'binary');
    if (!preview.complete && preview.kind !== 'binary') facts.push(partText(preview));
  }
  return facts.join(', ');
}

function partText(preview: Extract<Preview, { kind: 'text' | 'archive' }>): string {
  if (preview.damaged) return 'the gzip is damaged: this is what could be unzipped';
  const of = `${byteCount(preview.object.size)}${preview.gzip ? ' gzipped' : ''}`;
  return preview.kind === 'archive'
    ? `the first files of ${of}`
    : `the first ${byteCount(Buffer.byteLength(preview.text))} of ${of}`;
}
