import { createHash } from 'node:crypto';
import { AwsError } from '../../awsError.ts';
import { giveGoAhead } from '../../goAhead.ts';
import { AwsChunked } from './awsChunked.ts';
import type { Tap } from './blobs.ts';
import {
  algorithmNamed,
  checksumAmong,
  checksumHeader,
  defaultAlgorithm,
  finishSum,
  startSum,
  type Checksum,
  type ChecksumAlgorithm,
  type Summing,
} from './checksums.ts';
import { type Exchange, notImplemented } from './exchange.ts';

/** A body that came whole: its hashes, all of those verified that the client sent. */
export interface VerifiedBody {
  /** Hexadecimal. */
  readonly md5: string;
  readonly checksum: Checksum;
}

/** A request's body on its way in: out of AWS's chunked framing, through the hashes that the request asks for. */
export class IncomingBody {
  /** See every byte of the content. */
  readonly taps: readonly Tap[];
  readonly content: AsyncIterable<Buffer>;
  /** Of the checksum that is made of it. */
  readonly algorithm: ChecksumAlgorithm;
  readonly #exchange: Exchange;
  readonly #chunked: AwsChunked | undefined;
  readonly #md5 = createHash('md5');
  readonly #sha256 = createHash('sha256');
  readonly #sum: Summing;

  /**
   * `algorithm` is the one to use where the request names none. Throws for a body of unknown length. Lets a client send
   * its body that waits to be told: whatever can be refused without the body comes before this.
   */
  constructor(exchange: Exchange, algorithm: ChecksumAlgorithm = defaultAlgorithm) {
    this.#exchange = exchange;
    const source = exchange.request as AsyncIterable<Buffer>;
    const framed = exchange.call.signed.payloadHash?.startsWith('STREAMING-') ?? false;
    refuseUnknownLength(exchange, framed);
    this.#chunked = framed ? new AwsChunked(source, exchange.call) : undefined;
    this.content = this.#chunked?.content() ?? source;
    this.algorithm = namedAlgorithm(exchange) ?? algorithm;
    this.#sum = startSum(this.algorithm);
    const hashed = /^[0-9a-f]{64}$/.test(exchange.call.signed.payloadHash ?? '');
    this.taps = hashed ? [this.#md5, this.#sum, this.#sha256] : [this.#md5, this.#sum];
    giveGoAhead(exchange.request, exchange.reply);
  }

  /** Holds the content that came, `size` bytes, against what the request says of it. Throws S3's error for what differs. */
  async verify(size: number): Promise<VerifiedBody> {
    const { call } = this.#exchange;
    const declared = this.#exchange.header('x-amz-decoded-content-length');
    if (declared !== undefined && Number(declared) !== size) {
      throw new AwsError(
        'IncompleteBody',
        'You did not provide the number of bytes specified by the Content-Length HTTP header',
      );
    }
    if (this.taps.includes(this.#sha256) && this.#sha256.digest('hex') !== call.signed.payloadHash) {
      throw new AwsError(
        'XAmzContentSHA256Mismatch',
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
      );
    }
    const md5 = this.#md5.digest();
    this.#verifyMd5(md5);
    const value = await finishSum(this.#sum);
    const given = checksumAmong({ ...this.#exchange.request.headers, ...this.#chunked?.trailers });
    if (given && given.value !== value) {
      throw new AwsError(
        'BadDigest',
        `The ${this.algorithm} you specified did not match the calculated checksum.`,
      );
    }
    return { md5: md5.toString('hex'), checksum: { algorithm: this.algorithm, value, type: 'FULL_OBJECT' } };
  }

  #verifyMd5(md5: Buffer): void {
    const given = this.#exchange.header('content-md5');
    if (given === undefined) return;
    const expected = Buffer.from(given, 'base64');
    if (expected.length !== 16) {
      throw new AwsError('InvalidDigest', 'The Content-MD5 you specified was invalid.', {
        members: { 'Content-MD5': given },
      });
    }
    if (!expected.equals(md5)) {
      throw new AwsError('BadDigest', 'The Content-MD5 you specified did not match what we received.', {
        members: { ExpectedDigest: given, CalculatedDigest: md5.toString('base64') },
      });
    }
  }
}

/** The whole body of a request that carries XML, verified. Throws as IncomingBody does. */
export async function collectBody(exchange: Exchange, largest = 4 * 1024 * 1024): Promise<Buffer> {
  const body = new IncomingBody(exchange);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body.content) {
    body.taps.forEach((tap) => tap.update(chunk));
    chunks.push(chunk);
    size += chunk.length;
    if (size > largest) throw new AwsError('MaxMessageLengthExceeded', 'Your request was too big.');
  }
  await body.verify(size);
  return Buffer.concat(chunks);
}

/** The algorithm of the checksum that a request's headers carry or that its trailer will. */
function namedAlgorithm(exchange: Exchange): ChecksumAlgorithm | undefined {
  const inHeader = checksumAmong(exchange.request.headers);
  if (inHeader) return inHeader.algorithm;
  const trailer = exchange.header('x-amz-trailer')?.trim().toLowerCase();
  if (trailer?.startsWith('x-amz-checksum-')) return algorithmNamed(trailer.slice('x-amz-checksum-'.length));
  const other = Object.keys(exchange.request.headers).find(
    (name) =>
      /^x-amz-checksum-(?!type$|algorithm$|mode$)/.test(name) && name !== checksumHeader(defaultAlgorithm),
  );
  if (other) algorithmNamed(other.slice('x-amz-checksum-'.length));
  const named = exchange.header('x-amz-sdk-checksum-algorithm');
  return named === undefined ? undefined : algorithmNamed(named);
}

function refuseUnknownLength(exchange: Exchange, framed: boolean): void {
  if (exchange.header('content-length') !== undefined) return;
  if (framed && exchange.header('x-amz-decoded-content-length') !== undefined) return;
  if (exchange.header('transfer-encoding') !== undefined && !framed)
    throw notImplemented('Transfer-Encoding');
  if (exchange.header('transfer-encoding') === undefined && exchange.request.method === 'POST') return;
  throw new AwsError('MissingContentLength', 'You must provide the Content-Length HTTP header.', {
    status: 411,
  });
}
