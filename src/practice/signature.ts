import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { AwsError } from './awsError.ts';

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
const allowedSkewSeconds = 15 * 60;

/** Reads the signature from the Authorization header or from a presigned URL; undefined when there is none. */
export function readSignature(request: IncomingMessage): Signed | undefined {
  return fromHeader(request) ?? fromQuery(request);
}

function fromHeader(request: IncomingMessage): Signed | undefined {
  const header = request.headers.authorization ?? '';
  const match =
    /^AWS4-HMAC-SHA256\s+Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request,\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/.exec(
      header,
    );
  if (!match) return undefined;
  const [, accessKeyId = '', date = '', region = '', service = '', names = '', signature = ''] = match;
  return {
    accessKeyId,
    date,
    region,
    service,
    signature,
    signedHeaders: names.split(';'),
    timestamp: headerOf(request, 'x-amz-date'),
    payloadHash: headerOf(request, 'x-amz-content-sha256') || undefined,
  };
}

function fromQuery(request: IncomingMessage): Signed | undefined {
  const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
  if (query.get('X-Amz-Algorithm') !== algorithm) return undefined;
  const [accessKeyId = '', date = '', region = '', service = ''] = (
    query.get('X-Amz-Credential') ?? ''
  ).split('/');
  return {
    accessKeyId,
    date,
    region,
    service,
    signature: query.get('X-Amz-Signature') ?? '',
    signedHeaders: (query.get('X-Amz-SignedHeaders') ?? '').split(';'),
    timestamp: query.get('X-Amz-Date') ?? '',
    expires: Number(query.get('X-Amz-Expires') ?? 0),
    payloadHash: 'UNSIGNED-PAYLOAD',
  };
}

/**
 * Verifies a request's signature with the account's credentials. `payloadHash` is the SHA-256 (hex) of the body
 * for services that do not send it as a header. Throws AWS's errors for an unknown key, a wrong signature, an
 * expired or skewed time. Source: "Signature Version 4 signing process" in AWS's general reference.
 */
export function verifySignature(
  request: IncomingMessage,
  signed: Signed,
  credentials: Credentials,
  payloadHash: string,
  now: Date,
): void {
  const fail =
    signed.service === 's3'
      ? s3Errors
      : signed.service === 'sts' || signed.service === 'iam'
        ? queryErrors
        : jsonErrors;
  if (signed.accessKeyId !== credentials.accessKeyId) throw fail.unknownKey();
  const age = (now.getTime() - timeOf(signed.timestamp)) / 1000;
  if (!(Math.abs(age) <= (signed.expires ?? allowedSkewSeconds) || (age < 0 && -age <= allowedSkewSeconds))) {
    throw signed.expires === undefined
      ? fail.skewed()
      : new AwsError('AccessDenied', 'Request has expired', { status: 403 });
  }
  const expected = hmac(
    signingKey(signed, credentials),
    stringToSign(signed, canonicalRequest(request, signed, payloadHash)),
  );
  const given = Buffer.from(signed.signature, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw fail.wrongSignature();
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
    .map((pair) =>
      splitOnce(pair, '=').map((text) => encodeRfc3986(decodeURIComponent(text.replaceAll('+', '%20')))),
    )
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

const s3Errors = {
  unknownKey: () =>
    new AwsError('InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.', {
      status: 403,
    }),
  wrongSignature: () =>
    new AwsError(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      { status: 403 },
    ),
  skewed: () =>
    new AwsError(
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
      {
        status: 403,
      },
    ),
};
const invalidToken = 'The security token included in the request is invalid.';
const mismatch =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';
const skew = 'Signature expired: the request time differs too much from the current time.';
const queryErrors = {
  unknownKey: () => new AwsError('InvalidClientTokenId', invalidToken, { status: 403 }),
  wrongSignature: () => new AwsError('SignatureDoesNotMatch', mismatch, { status: 403 }),
  skewed: () => new AwsError('SignatureDoesNotMatch', skew, { status: 403 }),
};
const jsonErrors = {
  unknownKey: () => new AwsError('UnrecognizedClientException', invalidToken),
  wrongSignature: () => new AwsError('InvalidSignatureException', mismatch),
  skewed: () => new AwsError('InvalidSignatureException', skew),
};

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

function encodeRfc3986(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
