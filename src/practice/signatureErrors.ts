import { AwsError } from './awsError.ts';
import { region } from './identity.ts';

/** What a family of services answers to a signature that does not hold. */
export interface SignatureErrors {
  unknownKey(): AwsError;
  wrongSignature(): AwsError;
  /** The signing time (`YYYYMMDDTHHMMSSZ`) differs too much from the account's. */
  skewed(timestamp: string, now: Date): AwsError;
  /** The credential scope names another region than the account's. */
  wrongRegion(given: string): AwsError;
}

const invalidToken = 'The security token included in the request is invalid.';
const mismatch =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';
const skew = (timestamp: string, now: Date) =>
  `Signature expired or not yet current: ${timestamp} is more than 15 min. from ${compact(now)}`;
const scope = (given: string) => `Credential should be scoped to a valid region, not '${given}'.`;

const s3: SignatureErrors = {
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
      { status: 403 },
    ),
  wrongRegion: (given) =>
    new AwsError(
      'AuthorizationHeaderMalformed',
      `The authorization header is malformed; the region '${given}' is wrong; expecting '${region}'`,
      { members: { Region: region } },
    ),
};

const query: SignatureErrors = {
  unknownKey: () => new AwsError('InvalidClientTokenId', invalidToken, { status: 403 }),
  wrongSignature: () => new AwsError('SignatureDoesNotMatch', mismatch, { status: 403 }),
  skewed: (timestamp, now) => new AwsError('SignatureDoesNotMatch', skew(timestamp, now), { status: 403 }),
  wrongRegion: (given) => new AwsError('SignatureDoesNotMatch', scope(given), { status: 403 }),
};

const json: SignatureErrors = {
  unknownKey: () => new AwsError('UnrecognizedClientException', invalidToken),
  wrongSignature: () => new AwsError('InvalidSignatureException', mismatch),
  skewed: (timestamp, now) => new AwsError('InvalidSignatureException', skew(timestamp, now)),
  wrongRegion: (given) => new AwsError('InvalidSignatureException', scope(given)),
};

/** The errors of the service with that signing name. */
export function signatureErrors(service: string): SignatureErrors {
  if (service === 's3') return s3;
  return service === 'sts' || service === 'iam' ? query : json;
}

/** `YYYYMMDDTHHMMSSZ`. */
function compact(time: Date): string {
  return time.toISOString().replace(/[-:]|\.\d+/g, '');
}
