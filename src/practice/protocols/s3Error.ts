import type { AwsError } from '../awsError.ts';
import { escapeXml } from './query.ts';

/** An error as S3 writes it. */
export function encodeS3Error({ code, message, members }: AwsError, requestId: string): string {
  const all: Record<string, unknown> = {
    Code: code,
    Message: message,
    ...members,
    RequestId: requestId,
    HostId: hostId(requestId),
  };
  const lines = Object.entries(all).map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${lines.join('')}</Error>`;
}

/** The headers by which every reply of S3 names its request. */
export function idHeaders(requestId: string): Record<string, string> {
  return { 'x-amz-request-id': requestId, 'x-amz-id-2': hostId(requestId) };
}

/** S3's second name of a request, for its support: as long and as opaque as S3's. */
function hostId(requestId: string): string {
  return Buffer.from(requestId).toString('base64');
}
