import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { AwsError } from './awsError.ts';
import { region } from './identity.ts';
import { signatureErrors, type SignatureErrors } from './signatureErrors.ts';

/** The key pair a store's clients sign with. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** What a request's Signature Version 4 says, before it is verified. */
export interface Signed {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `YYYYMMDDTHHMMSSZ`. */
  readonly timestamp: string;
  /** Seconds for which a presigned URL holds; undefined for a signed header. */
  readonly expires?: number;
  readonly payloadHash: string | undefined;
}

const algorithm = 'AWS4-HMAC-SHA256';
const unsignedPayload = 'UNSIGNED-PAYLOAD';
const emptyHash = createHash('sha256').digest('hex');
const allowedSkewSeconds = 15 * 60;
const longestExpiry = 7 * 24 * 3600;

/** Reads the signature from the Authorization header or from a presigned URL; undefined when there is none. */
export function readSignature(request: IncomingMessage): Signed | undefined {
  return fromHeader(request) ?? fromQuery(request);
}

function fromHeader(request: IncomingMessage): Signed | undefined {
  const header = request.headers.authorization ?? '';
  if (!header.startsWith(`${algorithm} `)) return undefined;
  const parts = new Map(
    header
      .slice(algorithm.length)
      .split(',')
      .map((part) => splitOnce(part.trim(), '='))
      .map(([name = '', value = '']) => [name, value]),
  );
  return {
    ...scopeOf(parts.get('Credential') ?? ''),
    signature: parts.get('Signature') ?? '',
    signedHeaders: (parts.get('SignedHeaders') ?? '').split(';'),
    timestamp: headerOf(request, 'x-amz-date'),
    payloadHash: headerOf(request, 'x-amz-content-sha256') || undefined,
  };
}

function fromQuery(request: IncomingMessage): Signed | undefined {
  const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
  if (query.get('X-Amz-Algorithm') !== algorithm) return undefined;
  const scope = scopeOf(query.get('X-Amz-Credential') ?? '');
  return {
    ...scope,
    signature: query.get('X-Amz-Signature') ?? '',
    signedHeaders: (query.get('X-Amz-SignedHeaders') ?? '').split(';'),
    timestamp: query.get('X-Amz-Date') ?? '',
    expires: Number(query.get('X-Amz-Expires') ?? NaN),
    // S3 lets the holder of a URL send any body, unless the URL says its hash.
    payloadHash:
      query.get('X-Amz-Content-Sha256') ??
      (headerOf(request, 'x-amz-content-sha256') || (scope.service === 's3' ? unsignedPayload : undefined)),
  };
}

/** `KEY/DATE/REGION/SERVICE/aws4_request` in its parts. */
function scopeOf(credential: string): Pick<Signed, 'accessKeyId' | 'date' | 'region' | 'service'> {
  const [accessKeyId = '', date = '', region = '', service = ''] = credential.split('/');
  return { accessKeyId, date, region, service };
}

/**
 * Verifies a request's signature with the account's credentials. `body` is what was received, where it is collected;
 * without it the hash that the request itself states is signed, and whoever reads the body compares it. Throws AWS's
 * errors for an unknown key, another region, a wrong signature or body, an expired or skewed time.
 * Source: "Signature Version 4 signing process" in AWS's general reference.
 */
export function verifySignature(
  request: IncomingMessage,
  signed: Signed,
  credentials: Credentials,
  now: Date,
  body?: Buffer,
): void {
  const fail = signatureErrors(signed.service);
  if (signed.accessKeyId !== credentials.accessKeyId) throw fail.unknownKey();
  if (signed.region !== region) throw fail.wrongRegion(signed.region);
  refuseTime(signed, now, fail);
  const stated = signed.payloadHash;
  const actual = body && createHash('sha256').update(body).digest('hex');
  const payloadHash = stated ?? actual ?? emptyHash;
  const changed =
    actual !== undefined && stated !== unsignedPayload && stated !== undefined && stated !== actual;
  const expected = hmac(
    signingKey(signed, credentials),
    stringToSign(signed, canonicalRequest(request, signed, payloadHash)),
  );
  const same = isSignature(signed.signature, expected);
  if (!same || changed || !signed.signedHeaders.includes('host')) throw fail.wrongSignature();
}

/** Whether a signature as it was sent, 64 hexadecimal digits in lower case, is the expected one. */
export function isSignature(given: string, expected: Buffer): boolean {
  // Not decoded: that would pass over what is behind its digits.
  const digits = Buffer.from(expected.toString('hex'));
  const bytes = Buffer.from(given);
  return bytes.length === digits.length && timingSafeEqual(bytes, digits);
}

/** Refuses a signature made too long ago, or in the future, and a presigned URL that has expired. */
function refuseTime(signed: Signed, now: Date, fail: SignatureErrors): void {
  const age = (now.getTime() - timeOf(signed.timestamp)) / 1000;
  if (!signed.timestamp.startsWith(signed.date)) throw fail.wrongSignature();
  if (signed.expires === undefined) {
    if (!(Math.abs(age) <= allowedSkewSeconds)) throw fail.skewed(signed.timestamp, now);
    return;
  }
  if (!(signed.expires >= 1 && signed.expires <= longestExpiry)) {
    throw new AwsError(
      'AuthorizationQueryParametersError',
      'X-Amz-Expires must be between 1 and 604800 seconds',
    );
  }
  if (!(age >= -allowedSkewSeconds)) {
    throw new AwsError('AccessDenied', 'Request is not yet valid', { status: 403 });
  }
  if (age > signed.expires) throw new AwsError('AccessDenied', 'Request has expired', { status: 403 });
}

/** The key that signs a request and, for signed chunks, each chunk of its body. */
export function signingKey(
  signed: Pick<Signed, 'date' | 'region' | 'service'>,
  credentials: Credentials,
): Buffer {
  const parts = [signed.date, signed.region, signed.service, 'aws4_request'];
  return parts.reduce<Buffer>(
    (key, part) => hmac(key, part),
    Buffer.from(`AWS4${credentials.secretAccessKey}`),
  );
}

function canonicalRequest(request: IncomingMessage, signed: Signed, payloadHash: string): string {
  const [path = '/', query = ''] = splitOnce(request.url ?? '/', '?');
  // S3 signs the path as it is sent; every other service signs it encoded once more.
  const canonicalPath = signed.service === 's3' ? path : path.split('/').map(encodeRfc3986).join('/');
  const canonicalQuery = query
    .split('&')
    .filter((pair) => pair !== '' && !pair.startsWith('X-Amz-Signature='))
    .map((pair) => splitOnce(pair, '=').map((text) => encodeRfc3986(decoded(text.replaceAll('+', '%20')))))
    .map(([name = '', value = '']) => [name, value] as const)
    .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const headers = signed.signedHeaders.map(
    (name) => `${name}:${headerOf(request, name).trim().replace(/ +/g, ' ')}\n`,
  );
  return [
    request.method,
    canonicalPath,
    canonicalQuery,
    headers.join(''),
    signed.signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

function stringToSign(signed: Signed, canonical: string): string {
  const scope = `${signed.date}/${signed.region}/${signed.service}/aws4_request`;
  return [algorithm, signed.timestamp, scope, createHash('sha256').update(canonical).digest('hex')].join(
    '\n',
  );
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function headerOf(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : (value ?? '');
}

function timeOf(timestamp: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(timestamp);
  if (!match) return NaN;
  const [, year, month, day, hour, minute, second] = match.map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** Percent-encoding undone; text that is not such encoding as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function encodeRfc3986(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
