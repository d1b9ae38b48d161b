/** S3's second name of a request, for its support: as long and as opaque as S3's. */
export function hostId(requestId: string): string {
  return Buffer.from(requestId).toString('base64');
}

/** The headers by which every reply of S3 names its request. */
export function idHeaders(requestId: string): Record<string, string> {
  return { 'x-amz-request-id': requestId, 'x-amz-id-2': hostId(requestId) };
}
