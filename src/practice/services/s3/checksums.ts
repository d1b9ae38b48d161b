import { createHash } from 'node:crypto';
import { Crc32, Crc32c, Crc64Nvme } from '@aws-sdk/checksums/crc';
import { AwsError } from '../../awsError.ts';

/** A checksum as S3 keeps and returns it. */
export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64; a composite one ends in `-` and the number of parts. */
  readonly value: string;
  readonly type: ChecksumType;
}

export type ChecksumAlgorithm = keyof typeof makers;
export type ChecksumType = 'FULL_OBJECT' | 'COMPOSITE';

/** A checksum in the making. */
export interface Summing {
  update(chunk: Uint8Array): unknown;
  digest(): Promise<Uint8Array> | Uint8Array;
}

const makers = {
  CRC32: (): Summing => new Crc32(),
  CRC32C: (): Summing => new Crc32c(),
  CRC64NVME: (): Summing => new Crc64Nvme(),
  SHA1: (): Summing => createHash('sha1'),
  SHA256: (): Summing => createHash('sha256'),
};

/** S3 makes this one where a client asks for none. */
export const defaultAlgorithm = 'CRC64NVME' satisfies ChecksumAlgorithm;

const algorithms = Object.keys(makers) as ChecksumAlgorithm[];

export function startSum(algorithm: ChecksumAlgorithm): Summing {
  return makers[algorithm]();
}

export async function finishSum(sum: Summing): Promise<string> {
  return Buffer.from(await sum.digest()).toString('base64');
}

/** The header, and in lower case the trailer, that carries an algorithm's checksum. */
export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`;
}

/** The member of the SDK's replies that carries an algorithm's checksum. */
export function checksumMember<A extends ChecksumAlgorithm>(algorithm: A): `Checksum${A}` {
  return `Checksum${algorithm}`;
}

/** An algorithm as a header or a reply's member names it. Throws InvalidRequest for what S3 (or this account) has not. */
export function algorithmNamed(name: string): ChecksumAlgorithm {
  const found = algorithms.find((algorithm) => algorithm === name.toUpperCase());
  if (found) return found;
  throw new AwsError(
    'InvalidRequest',
    `Checksum algorithm provided is unsupported. Please try again with any of the valid types: [${algorithms.join(', ')}]`,
  );
}

/** The checksum among headers (or trailers), by lower-case name; undefined when there is none. */
export function checksumAmong(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): { algorithm: ChecksumAlgorithm; value: string } | undefined {
  const found = algorithms.flatMap((algorithm) => {
    const value = headers[checksumHeader(algorithm)];
    return typeof value === 'string' ? [{ algorithm, value }] : [];
  });
  if (found.length > 1) {
    throw new AwsError(
      'InvalidRequest',
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  }
  return found[0];
}

/** The reply headers of a checksum. */
export function checksumHeaders(checksum: Checksum): Record<string, string> {
  return { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type };
}

/** The checksum of a whole made of parts, from the checksums of the parts (base64), as S3 composes it. */
export async function composite(algorithm: ChecksumAlgorithm, parts: readonly string[]): Promise<Checksum> {
  const sum = startSum(algorithm);
  for (const part of parts) sum.update(Buffer.from(part, 'base64'));
  return { algorithm, value: `${await finishSum(sum)}-${parts.length}`, type: 'COMPOSITE' };
}
