/** Something wrong with a filter, or with a record that it is applied to; the message says what. */
export class FilterError extends Error {}

/** Takes some fields of a record. */
export type RecordFilter = (fields: readonly string[]) => readonly string[];

/**
 * The JSONPath of a batch transform's InputFilter or OutputFilter, for CSV: each record is an array, so only `$`, `$[*]`
 * and lists of indexes and slices apply (`$[1:]`, `$[0,-1]`, `$[0,5:]`). Both ends of a slice are part of it: in SageMaker's
 * words `$[1:4]` is "the second through fifth columns". Negative numbers count from the end. Throws FilterError for
 * any other path; the filter throws it for an index that the record does not have.
 *
 * Source: docs.aws.amazon.com/sagemaker/latest/dg/batch-transform-data-processing.html
 */
export function parseFilter(path: string): RecordFilter {
  if (path === '' || path === '$' || path === '$[*]') return (fields) => fields;
  const list = /^\$\[([^\]]*)\]$/.exec(path)?.[1];
  if (list === undefined) throw unsupported(path);
  const parts = list.split(',').map((text) => parsePart(text.trim(), path));
  return (fields) => parts.flatMap((part) => part(fields));
}

function parsePart(text: string, path: string): (fields: readonly string[]) => readonly string[] {
  const slice = /^(-?\d+)?\s*:\s*(-?\d+)?$/.exec(text);
  if (slice) {
    const first = Number(slice[1] ?? 0);
    const last = Number(slice[2] ?? -1);
    return (fields) =>
      fields.slice(Math.max(0, fromStart(first, fields.length)), fromStart(last, fields.length) + 1);
  }
  if (!/^-?\d+$/.test(text)) throw unsupported(path);
  const index = Number(text);
  return (fields) => {
    const field = fields[fromStart(index, fields.length)];
    if (field === undefined)
      throw new FilterError(
        `The index ${index} of ${path} is not within the record's ${fields.length} columns`,
      );
    return [field];
  };
}

function fromStart(index: number, length: number): number {
  return index < 0 ? length + index : index;
}

function unsupported(path: string): FilterError {
  return new FilterError(
    `${path} is no JSONPath for CSV: only index based ones can be applied, such as $[0], $[1:], $[0,-1].`,
  );
}

/** The fields of a CSV record as they stand there, quotes included. */
export function fieldsOf(record: string): string[] {
  if (!record.includes('"')) return record.split(',');
  const fields: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at < record.length; at += 1) {
    if (record[at] === '"') isQuoted = !isQuoted;
    else if (record[at] === ',' && !isQuoted) {
      fields.push(record.slice(start, at));
      start = at + 1;
    }
  }
  return [...fields, record.slice(start)];
}
