import { AwsError } from '../../awsError.ts';

/** Part of an object: first and last byte, both from 0 and inclusive. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The one range of bytes that a Range header asks for of an object with `size` bytes; undefined when it asks for the
 * whole, or in a way that S3 does not follow (several ranges, other units). Throws InvalidRange.
 */
export function readRange(header: string | undefined, size: number): ByteRange | undefined {
  const match = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/.exec(header ?? '');
  if (!match) return undefined;
  const [, from = '', to = ''] = match;
  if (from === '' && to === '') return undefined;
  if (from === '') {
    if (Number(to) === 0 || size === 0) throw invalidRange(header ?? '', size);
    return { first: Math.max(size - Number(to), 0), last: size - 1 };
  }
  const first = Number(from);
  if (to !== '' && Number(to) < first) return undefined;
  if (first >= size) throw invalidRange(header ?? '', size);
  return { first, last: to === '' ? size - 1 : Math.min(Number(to), size - 1) };
}

/** The range that one part takes of an object that was uploaded in parts of these sizes. Throws InvalidPartNumber. */
export function partRange(partNumber: number, sizes: readonly number[]): ByteRange {
  const size = sizes[partNumber - 1];
  if (size === undefined) {
    throw new AwsError('InvalidPartNumber', 'The requested partnumber is not satisfiable', { status: 416 });
  }
  const first = sizes.slice(0, partNumber - 1).reduce((sum, each) => sum + each, 0);
  return { first, last: first + size - 1 };
}

function invalidRange(header: string, size: number): AwsError {
  return new AwsError('InvalidRange', 'The requested range is not satisfiable', {
    status: 416,
    members: { RangeRequested: header, ActualObjectSize: size },
  });
}
