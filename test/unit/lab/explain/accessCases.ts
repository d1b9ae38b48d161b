import { aws, ended, node, onPractice, type Case } from './thrown.ts';

const expired = 'The security token included in the request is expired';
export const accessCases: readonly Case[] = [
  ['credentialsExpired', aws('ExpiredTokenException', expired), /Get new credentials/],
  ['credentialsExpired', aws('ExpiredToken', 'The provided token has expired.'), /temporary/],
  ['credentialsExpiredByText', aws('ClientError', expired), /temporary/],
  [
    'ssoSessionExpired',
    aws(
      'CredentialsProviderError',
      'The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.',
    ),
    /aws sso login --profile course/,
  ],
  [
    'ssoSessionExpired',
    aws(
      'TokenProviderError',
      "Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
    ),
    /aws sso login/,
  ],
  [
    'profileMissing',
    aws(
      'CredentialsProviderError',
      'Could not resolve credentials using profile: [course] in configuration/credentials file(s).',
    ),
    /no usable profile course/,
  ],
  [
    'credentialsMissing',
    aws('CredentialsProviderError', 'Could not load credentials from any providers'),
    /use the practice account/,
  ],
  [
    'credentialsInvalid',
    aws('UnrecognizedClientException', 'The security token included in the request is invalid.'),
    /mistyped/,
  ],
  [
    'credentialsInvalid',
    aws('InvalidClientTokenId', 'The security token included in the request is invalid.', 403),
    /Copy the access key/,
  ],
  [
    'credentialsInvalid',
    aws('InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.', 403),
    /session token/,
  ],
  [
    'credentialsInvalid',
    aws(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided.',
      403,
    ),
    /secret key/,
  ],
  [
    'clockWrong',
    aws(
      'SignatureDoesNotMatch',
      'Signature expired: 20260401T101010Z is now earlier than 20260401T111010Z',
      403,
    ),
    /clock/,
  ],
  [
    'clockWrong',
    aws(
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
      403,
    ),
    /clock/,
  ],
  [
    'accessDenied',
    aws(
      'AccessDeniedException',
      'User: arn:aws:sts::123456789012:assumed-role/r/s is not authorized to perform: glue:StartCrawler on resource: arn:aws:glue:us-east-1:123456789012:crawler/cmapss_submissions because no identity-based policy allows the glue:StartCrawler action',
    ),
    /Ask whoever runs the event for glue:StartCrawler/,
  ],
  [
    'accessDenied',
    aws(
      'AccessDenied',
      'User: x is not authorized to perform: s3:PutObject with an explicit deny in a service control policy',
      403,
    ),
    /forbids s3:PutObject/,
  ],
  ['accessDenied', aws('AccessDenied', 'Access Denied', 403), /this action/],
  [
    'passRoleDenied',
    aws(
      'AccessDeniedException',
      'User: x is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/GlueRole',
    ),
    /iam:PassRole/,
  ],
  [
    'accessDeniedInRun',
    ended(
      'The run of calc_rul ended FAILED: An error occurred while calling o112.pyWriteDynamicFrame. Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied; Request ID: X)',
    ),
    /Patch and upload the job again/,
  ],
  [
    'regionNotEnabled',
    aws('OptInRequired', 'The AWS Access Key Id needs a subscription for the service', 403),
    /switched on/,
  ],
  [
    'regionWrong',
    aws(
      'AuthorizationHeaderMalformed',
      "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-1'",
    ),
    /is in eu-west-1/,
  ],
  [
    'regionWrong',
    aws(
      'PermanentRedirect',
      'The bucket you are attempting to access must be addressed using the specified endpoint.',
      301,
    ),
    /region/,
  ],
  [
    'practiceAccountGone',
    node('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:4566'),
    /practice account has stopped/,
    onPractice,
  ],
  ['practiceAccountGone', node('ECONNREFUSED', 'connect ECONNREFUSED 10.0.0.1:443'), /HTTPS_PROXY/],
  ['hostUnknown', node('ENOTFOUND', 'getaddrinfo ENOTFOUND glue.us-east-9.amazonaws.com'), /offline/],
  [
    'hostUnknown',
    aws('UnknownEndpoint', 'Inaccessible host: `firehose.us-east-9.amazonaws.com`'),
    /no region of AWS/,
  ],
  ['connectionLost', node('ECONNRESET', 'socket hang up'), /not known whether the request arrived/],
  ['connectionLost', aws('TimeoutError', 'Connection timed out after 1000 ms'), /broke off/],
  [
    'certificateNotTrusted',
    node('SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain'),
    /NODE_EXTRA_CA_CERTS/,
  ],
  ['throttled', aws('ThrottlingException', 'Rate exceeded'), /Wait a minute/],
  ['throttled', aws('SlowDown', 'Please reduce your request rate.', 503), /shares this limit/],
  ['throttledByText', ended('The query ended FAILED: Rate exceeded'), /Wait a minute/],
  [
    'tooManyQueries',
    aws('TooManyRequestsException', 'Reason: CONCURRENT_QUERY_LIMIT_EXCEEDED'),
    /Athena runs only so many/,
  ],
  [
    'serviceUnavailable',
    aws('InternalServerException', 'An internal error has occurred.', 500),
    /your request was in order/,
  ],
  [
    'serviceUnavailable',
    aws('ServiceUnavailableException', 'The service is unavailable.', 503),
    /health\.aws/,
  ],
  [
    'recordsRefused',
    aws('ServiceUnavailableException', 'Slow down.', 503),
    /only the lines that are missing/,
  ],
  [
    'recordsRefused',
    ended('The delivery stream s refused 12 records 10 times: ServiceUnavailableException (Slow down.).'),
    /Publish again/,
  ],
];
