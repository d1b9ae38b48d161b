import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from '../../awsError.ts';
import { idHeaders } from '../../protocols/s3Error.ts';
import type { Call } from '../../service.ts';
import { encodeXml } from './xml.ts';

/** A request to S3 and its reply. */
export class Exchange {
  readonly request: IncomingMessage;
  readonly reply: ServerResponse;
  readonly call: Call;
  /** Empty for a request to the account. */
  readonly bucket: string;
  /** Empty for a request to a bucket. */
  readonly key: string;
  readonly query: URLSearchParams;

  /** Throws InvalidURI when the path is not percent-encoded UTF-8. */
  constructor(request: IncomingMessage, reply: ServerResponse, call: Call) {
    this.request = request;
    this.reply = reply;
    this.call = call;
    const [path, query] = cut(request.url ?? '/', '?');
    this.query = new URLSearchParams(query);
    // The path is taken as it came: a URL parser would resolve the dots that a key may have.
    const rest = path.slice(1);
    const hosted = /^(.+)\.localhost(?::\d+)?$/.exec(request.headers.host ?? '')?.[1];
    const [bucket, key] = hosted === undefined ? cut(rest, '/') : [hosted, rest];
    this.bucket = decodePath(bucket);
    this.key = decodePath(key);
  }

  /** A request header's value; undefined when it is not there. */
  header(name: string): string | undefined {
    const value = this.request.headers[name];
    return Array.isArray(value) ? value.join(',') : value;
  }

  /** A whole number among the query's parameters; `otherwise` when it is not there. Throws InvalidArgument. */
  count(name: string, otherwise: number, largest: number): number {
    const text = this.query.get(name);
    if (text === null || text === '') return otherwise;
    const value = Number(text);
    if (!/^\d+$/.test(text) || value > 2_147_483_647) {
      throw invalidArgument(`Provided ${name} not an integer or within integer range`, name, text);
    }
    return Math.min(value, largest);
  }

  /** Ends the reply without a body. */
  empty(status: number, headers: Record<string, string> = {}): void {
    this.reply.writeHead(status, { ...this.#common(), ...headers });
    this.reply.end();
  }

  /** Ends the reply with a value of the SDK's type `type`, in S3's XML. */
  xml(type: string, value: object, headers: Record<string, string> = {}): void {
    const body = Buffer.from(encodeXml(type, value));
    this.reply.writeHead(200, {
      ...this.#common(),
      'content-type': 'application/xml',
      'content-length': String(body.length),
      ...headers,
    });
    this.reply.end(body);
  }

  /** Ends the reply with a JSON document, as it is. */
  json(document: string): void {
    const length = String(Buffer.byteLength(document));
    this.reply.writeHead(200, {
      ...this.#common(),
      'content-type': 'application/json',
      'content-length': length,
    });
    this.reply.end(document);
  }

  /** Begins a reply whose body the caller sends. */
  begin(status: number, headers: Record<string, string>): void {
    this.reply.writeHead(status, { ...this.#common(), ...headers });
  }

  #common(): Record<string, string> {
    return idHeaders(this.call.requestId);
  }
}

/** S3's answer to a parameter or header it cannot take. */
export function invalidArgument(message: string, name: string, value: string): AwsError {
  return new AwsError('InvalidArgument', message, { members: { ArgumentName: name, ArgumentValue: value } });
}

/** S3's answer to a header for something that is not done here. */
export function notImplemented(header: string): AwsError {
  return new AwsError(
    'NotImplemented',
    `A header you provided implies functionality that is not implemented: the practice account does not do ${header}.`,
    { status: 501, members: { Header: header } },
  );
}

export function noSuchKey(key: string): AwsError {
  return new AwsError('NoSuchKey', 'The specified key does not exist.', {
    status: 404,
    members: { Key: key },
  });
}

/** Percent-encoded UTF-8 as text. Throws InvalidURI. */
export function decodePath(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.", { members: { URI: text } });
  }
}

function cut(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
