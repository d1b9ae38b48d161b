import { createHash, createHmac, type Hash } from 'node:crypto';
import { AwsError } from '../../awsError.ts';
import type { Call } from '../../service.ts';
import { isSignature } from '../../signature.ts';
import { signatureErrors } from '../../signatureErrors.ts';

const emptyHash = createHash('sha256').digest('hex');
const longestLine = 16 * 1024;

/**
 * The content of a body in AWS's own chunked framing, which may end with trailing headers. Where its chunks are
 * signed (`STREAMING-AWS4-HMAC-SHA256-PAYLOAD` and `…-TRAILER`) each signature is verified.
 * Source: "Signature calculations for the Authorization header: transferring payload in multiple chunks" in the S3 API reference.
 */
export class AwsChunked {
  /** Trailing headers by lower-case name, once the content is read. */
  readonly trailers: Record<string, string> = {};
  readonly #source: AsyncIterator<Buffer>;
  readonly #signatures: ChunkSignatures | undefined;
  #waiting: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>, call: Call) {
    this.#source = source[Symbol.asyncIterator]();
    const signed = call.signed.payloadHash?.startsWith('STREAMING-AWS4-HMAC-SHA256-PAYLOAD');
    this.#signatures = signed ? new ChunkSignatures(call) : undefined;
  }

  /** The content, piece by piece. Throws IncompleteBody and SignatureDoesNotMatch. */
  async *content(): AsyncGenerator<Buffer> {
    for (;;) {
      const [size = '', ...extensions] = (await this.#line()).split(';');
      if (!/^[0-9a-fA-F]{1,8}$/.test(size)) throw malformed();
      let left = parseInt(size, 16);
      const last = left === 0;
      while (left > 0) {
        if (this.#waiting.length === 0 && !(await this.#more())) throw malformed();
        const piece = this.#waiting.subarray(0, left);
        this.#waiting = this.#waiting.subarray(piece.length);
        left -= piece.length;
        this.#signatures?.update(piece);
        yield piece;
      }
      this.#signatures?.verifyChunk(
        extensions.find((each) => each.startsWith('chunk-signature='))?.slice(16),
      );
      if (last) break;
      if ((await this.#line()) !== '') throw malformed();
    }
    await this.#readTrailers();
  }

  async #readTrailers(): Promise<void> {
    for (let line = await this.#line(); line !== ''; line = await this.#line()) {
      const colon = line.indexOf(':');
      if (colon < 0) throw malformed();
      this.trailers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
    }
    if (Object.keys(this.trailers).length) this.#signatures?.verifyTrailers(this.trailers);
    while (await this.#more());
  }

  /** The next line, without its end; empty at the body's end. */
  async #line(): Promise<string> {
    for (;;) {
      const end = this.#waiting.indexOf('\r\n');
      if (end >= 0) {
        const line = this.#waiting.toString('latin1', 0, end);
        this.#waiting = this.#waiting.subarray(end + 2);
        return line;
      }
      if (this.#waiting.length > longestLine) throw malformed();
      if (!(await this.#more())) {
        const line = this.#waiting.toString('latin1').trimEnd();
        this.#waiting = Buffer.alloc(0);
        return line;
      }
    }
  }

  async #more(): Promise<boolean> {
    const next = await this.#source.next();
    if (next.done) return false;
    this.#waiting = this.#waiting.length ? Buffer.concat([this.#waiting, next.value]) : next.value;
    return true;
  }
}

/** Follows the chain of a signed body's signatures: each covers the one before it. */
class ChunkSignatures {
  readonly #key: Buffer;
  readonly #scope: string;
  #before: string;
  #hash: Hash = createHash('sha256');

  constructor(call: Call) {
    const { timestamp, date, region, service, signature } = call.signed;
    this.#key = call.signingKey();
    this.#scope = `${timestamp}\n${date}/${region}/${service}/aws4_request`;
    this.#before = signature;
  }

  update(piece: Buffer): void {
    this.#hash.update(piece);
  }

  verifyChunk(signature: string | undefined): void {
    const hash = this.#hash.digest('hex');
    this.#hash = createHash('sha256');
    this.#verify('AWS4-HMAC-SHA256-PAYLOAD', `${emptyHash}\n${hash}`, signature);
  }

  verifyTrailers(trailers: Readonly<Record<string, string>>): void {
    const lines = Object.entries(trailers)
      .filter(([name]) => name !== 'x-amz-trailer-signature')
      .map(([name, value]) => `${name}:${value}\n`);
    const hash = createHash('sha256').update(lines.join('')).digest('hex');
    this.#verify('AWS4-HMAC-SHA256-TRAILER', hash, trailers['x-amz-trailer-signature']);
  }

  #verify(algorithm: string, hashes: string, signature = ''): void {
    const text = `${algorithm}\n${this.#scope}\n${this.#before}\n${hashes}`;
    const expected = createHmac('sha256', this.#key).update(text).digest();
    if (!isSignature(signature, expected)) throw signatureErrors('s3').wrongSignature();
    this.#before = signature;
  }
}

function malformed(): AwsError {
  return new AwsError('IncompleteBody', 'The request body terminated unexpectedly');
}
