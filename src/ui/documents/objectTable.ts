import * as path from 'node:path';
import type { LabAccount } from '../../lab/account.ts';
import type { Preview } from '../../lab/preview/previewObject.ts';
import { previewFacts } from '../../lab/preview/previewText.ts';
import type { Editor } from '../editor.ts';
import type { ShownTable } from '../table/tablePanel.ts';
import { s3UriOf, type ObjectPlace } from './objectUri.ts';

/** So many rows are shown at a time. */
const pageSize = 1000;

/**
 * The table that an object is shown as: Parquet by its rows, an archive by its files, and text whose lines are rows when
 * `textToo`. Undefined for anything else.
 */
export async function objectTable(
  { lab }: Pick<Editor, 'lab'>,
  account: LabAccount,
  place: ObjectPlace,
  preview: Preview,
  textToo: boolean,
): Promise<ShownTable | undefined> {
  const uri = s3UriOf(place);
  const about = {
    title: path.posix.basename(place.key),
    note: [uri, previewFacts(preview)].join(' · '),
    key: `${account.kind} ${account.identity.account} ${account.region} ${uri}`,
    explain: (error: unknown) => {
      const { why, nextAction } = lab.explain(error);
      return `${why} ${nextAction}`;
    },
  };
  switch (preview.kind) {
    case 'parquet': {
      const { object, columns, rows: total } = preview;
      const rowsFrom = (first: number): Promise<unknown[][]> =>
        account.ports.parquet.rows(place.bucket, object, { first, end: first + pageSize });
      return { ...about, columns, rows: await rowsFrom(0), total, more: rowsFrom };
    }
    case 'archive': {
      const columns = ['file', 'bytes', 'modified'].map((name) => ({ name }));
      const rows = preview.entries.map(({ name, size, modified }) => [name, size, modified]);
      return { ...about, columns, rows };
    }
    case 'text': {
      if (!textToo) return undefined;
      const { csvTable } = await import('../../lab/preview/csvTable.ts');
      const table = csvTable(preview.text, preview.complete);
      if (!table) return undefined;
      const { columns, rows } = table;
      const total = preview.complete ? rows.length : undefined;
      const rowsFrom = (first: number) => rows.slice(first, first + pageSize);
      return { ...about, columns, rows: rowsFrom(0), total, more: (from) => Promise.resolve(rowsFrom(from)) };
    }
    case 'binary':
      return undefined;
  }
}
