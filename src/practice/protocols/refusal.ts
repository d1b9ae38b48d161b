import type { IncomingMessage } from 'node:http';
import { AwsError } from '../awsError.ts';
import type { Answer } from './protocol.ts';
import { encodeQueryError } from './query.ts';
import { encodeS3Error, idHeaders } from './s3Error.ts';

/**
 * The answer to a request that no service gets to see, in the form its sender most likely reads: JSON for a request with
 * a target, awsQuery's XML for a form, S3's XML for anything else.
 */
export function refusal(request: IncomingMessage, error: AwsError, requestId: string): Answer {
  // What was not read of the body must not be taken for the next request.
  return withHeader(encoded(request, error, requestId), 'connection', 'close');
}

/**
 * The error of a request without a Signature Version 4, as the service it most likely meant names it. Version 2, which
 * older clients make of S3's presigned URLs, is refused as in every region of S3 that began after it.
 */
export function unsigned(request: IncomingMessage): AwsError {
  if (isJson(request)) {
    return new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  if (isForm(request)) {
    return new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', {
      status: 403,
    });
  }
  if (isSignedOtherwise(request)) {
    return new AwsError(
      'InvalidRequest',
      'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
    );
  }
  return new AwsError('AccessDenied', 'Access Denied', { status: 403 });
}

function isSignedOtherwise({ headers, url = '' }: IncomingMessage): boolean {
  return headers.authorization !== undefined || /[?&](AWSAccessKeyId|X-Amz-Algorithm)=/.test(url);
}

function encoded(request: IncomingMessage, error: AwsError, requestId: string): Answer {
  const { code, message, status } = error;
  if (isJson(request)) {
    return {
      status,
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId },
      body: JSON.stringify({ __type: code, message }),
    };
  }
  if (isForm(request)) {
    return encodeQueryError('http://webservices.amazon.com/AWSFault/2005-15-09', status, error, requestId);
  }
  return {
    status,
    headers: { 'content-type': 'application/xml', ...idHeaders(requestId) },
    body: encodeS3Error(error, requestId),
  };
}

function isJson({ headers }: IncomingMessage): boolean {
  return headers['x-amz-target'] !== undefined;
}

/** AWS Query is posted to the root; a form's type elsewhere is what curl says of any body. */
function isForm({ headers, url }: IncomingMessage): boolean {
  return url === '/' && (headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false);
}

function withHeader(answer: Answer, name: string, value: string): Answer {
  return { ...answer, headers: { ...answer.headers, [name]: value } };
}
