import { AwsError } from '../../awsError.ts';
import { notImplemented, type Exchange } from './exchange.ts';
import { defaultContentType, type ObjectDetails } from './objectDetails.ts';

/** Headers that are kept with an object and sent back with it. */
export const keptHeaders = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
] as const;

const metadataPrefix = 'x-amz-meta-';
const largestMetadata = 2048;

/** Headers for what this account does not do, with the values that ask for nothing of it. */
const refused: readonly (readonly [header: RegExp, harmless: RegExp])[] = [
  [/^x-amz-server-side-encryption$/, /^AES256$/],
  [/^x-amz-server-side-encryption-/, /^$/],
  [/^x-amz-storage-class$/, /^STANDARD$/],
  [/^x-amz-tagging$/, /^$/],
  [/^x-amz-object-lock-/, /^$/],
  [/^x-amz-website-redirect-location$/, /^$/],
  [/^x-amz-write-offset-bytes$/, /^$/],
];

/** What a request that makes an object says of it. Throws NotImplemented for what it asks that is not done here. */
export function putDetails(exchange: Exchange): ObjectDetails {
  refuseUndone(exchange);
  const headers = keptHeaders.flatMap((name) => {
    const value = name === 'content-encoding' ? contentEncoding(exchange) : exchange.header(name);
    return value ? [[name, value] as const] : [];
  });
  const metadata = Object.keys(exchange.request.headers)
    .filter((name) => name.startsWith(metadataPrefix))
    .map((name) => [name.slice(metadataPrefix.length), exchange.header(name) ?? ''] as const);
  const size = metadata.reduce((sum, [name, value]) => sum + name.length + Buffer.byteLength(value), 0);
  if (size > largestMetadata) {
    throw new AwsError('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size', {
      members: { Size: size, MaxSizeAllowed: largestMetadata },
    });
  }
  return {
    contentType: exchange.header('content-type') ?? defaultContentType,
    ...(headers.length ? { headers: Object.fromEntries(headers) } : {}),
    ...(metadata.length ? { metadata: Object.fromEntries(metadata) } : {}),
  };
}

/** The encoding of the content itself: AWS's framing of the request is no part of it. */
function contentEncoding(exchange: Exchange): string {
  return (exchange.header('content-encoding') ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '' && each !== 'aws-chunked')
    .join(',');
}

function refuseUndone(exchange: Exchange): void {
  for (const name of Object.keys(exchange.request.headers)) {
    const rule = refused.find(([header]) => header.test(name));
    if (rule && !rule[1].test(exchange.header(name) ?? '')) throw notImplemented(name);
  }
  const acl = exchange.header('x-amz-acl') ?? 'private';
  const grants = Object.keys(exchange.request.headers).some((name) => name.startsWith('x-amz-grant-'));
  if (grants || !['private', 'bucket-owner-full-control'].includes(acl)) {
    throw new AwsError('AccessControlListNotSupported', 'The bucket does not allow ACLs');
  }
}
