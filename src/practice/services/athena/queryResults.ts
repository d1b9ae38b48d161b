import { open } from 'node:fs/promises';
import type { GetQueryResultsInput, GetQueryResultsOutput, Row } from '@aws-sdk/client-athena';
import { parseS3Uri, type Objects, type StoredObject } from '../s3/objects.ts';
import { invalidRequest } from './invalidRequest.ts';
import type { QueryDocument } from './queryDocument.ts';

const mostRows = 1000;
const chunkBytes = 1 << 18;

/** One page of a query's results, read from its result file. The token is the byte the next page begins at. */
export async function queryResults(
  document: QueryDocument,
  { NextToken, MaxResults = mostRows }: GetQueryResultsInput,
  objects: Objects,
): Promise<GetQueryResultsOutput> {
  refuseUnfinished(document);
  if (MaxResults < 1 || MaxResults > mostRows) {
    throw invalidRequest(`MaxResults is more than maximum allowed length ${mostRows}.`);
  }
  const start = NextToken === undefined ? 0 : startOf(NextToken, document.id);
  const { columns = [], outputLocation, updateCount } = document;
  const place = parseS3Uri(outputLocation);
  const hasRows = /\.(csv|txt)$/.test(outputLocation) && columns.length > 0;
  const object = hasRows && place ? objects.head(place.bucket, place.key) : undefined;
  if (hasRows && !object) throw invalidRequest('Could not find results', 'RESULT_NOT_FOUND');
  const { rows, next } = object
    ? await pageOf(object, start, MaxResults, outputLocation.endsWith('.csv') ? csvRow : lineRow)
    : { rows: [], next: undefined };
  return {
    ResultSet: { Rows: rows, ResultSetMetadata: { ColumnInfo: [...columns] } },
    ...(updateCount === undefined ? {} : { UpdateCount: updateCount }),
    ...(next === undefined ? {} : { NextToken: tokenOf(next, document.id) }),
  };
}

function refuseUnfinished({ state }: QueryDocument): void {
  if (state === 'CANCELLED') throw invalidRequest('Could not find results', 'RESULT_NOT_FOUND');
  if (state === 'SUCCEEDED') return;
  throw invalidRequest(
    state === 'FAILED'
      ? `Query did not finish successfully. Final query state: ${state}`
      : `Query has not yet finished. Current state: ${state}`,
    'INVALID_QUERY_EXECUTION_STATE',
  );
}

function tokenOf(byte: number, id: string): string {
  return Buffer.from(`${id}/${byte}`).toString('base64url');
}

function startOf(token: string, id: string): number {
  const [of, byte] = Buffer.from(token, 'base64url').toString().split('/');
  const start = Number(byte);
  if (of !== id || !Number.isInteger(start)) throw invalidRequest(`Invalid NextToken: ${token}`);
  return start;
}

/** Reads a row that begins at `at`; undefined when its end is not there yet. `last`: nothing follows the text. */
type RowReader = (text: Buffer, at: number, last: boolean) => { row: Row; end: number } | undefined;

async function pageOf(
  object: StoredObject,
  start: number,
  count: number,
  reader: RowReader,
): Promise<{ rows: Row[]; next: number | undefined }> {
  const file = await open(object.path);
  try {
    const rows: Row[] = [];
    let text: Buffer = Buffer.alloc(0);
    let at = 0;
    let read = start;
    for (;;) {
      const last = read >= object.size;
      while (rows.length < count) {
        const found = at < text.length ? reader(text, at, last) : undefined;
        if (!found) break;
        rows.push(found.row);
        at = found.end;
      }
      const consumed = read - (text.length - at);
      if (rows.length === count) return { rows, next: consumed < object.size ? consumed : undefined };
      if (last) return { rows, next: undefined };
      const chunk = Buffer.alloc(Math.min(chunkBytes, object.size - read));
      await file.read(chunk, 0, chunk.length, read);
      text = Buffer.concat([text.subarray(at), chunk]);
      read += chunk.length;
      at = 0;
    }
  } finally {
    await file.close();
  }
}

const newline = 10;
const comma = 44;
const quote = 34;

/** A line of text: one value. */
const lineRow: RowReader = (text, at, last) => {
  const end = text.indexOf(newline, at);
  if (end < 0 && !last) return undefined;
  const stop = end < 0 ? text.length : end;
  return {
    row: { Data: [{ VarCharValue: text.toString('utf8', at, stop) }] },
    end: end < 0 ? stop : stop + 1,
  };
};

/** A line of CSV as Athena writes it: values in quotes, NULL as nothing. */
const csvRow: RowReader = (text, at) => {
  const data: { VarCharValue?: string }[] = [];
  let position = at;
  for (;;) {
    if (text[position] === quote) {
      const end = closingQuote(text, position + 1);
      if (end === undefined) return undefined;
      data.push({ VarCharValue: text.toString('utf8', position + 1, end).replaceAll('""', '"') });
      position = end + 1;
    } else data.push({});
    const separator = text[position];
    if (separator === undefined) return undefined;
    position += 1;
    if (separator !== comma) return { row: { Data: data }, end: position };
  }
};

/** Where the quote is that ends a value; undefined when the text ends before it is known. */
function closingQuote(text: Buffer, from: number): number | undefined {
  let at = from;
  for (;;) {
    const end = text.indexOf(quote, at);
    if (end < 0 || end + 1 >= text.length) return undefined;
    if (text[end + 1] !== quote) return end;
    at = end + 2;
  }
}
