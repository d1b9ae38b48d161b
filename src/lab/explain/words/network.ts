import type { Words } from '../words.ts';

const unsure = 'It is not known whether the request arrived; the stage looks before it does anything twice.';

/** The way to the service, and the service's own health. */
export const networkWords = {
  certificateNotTrusted: {
    name: /^(?:SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(?:GET_ISSUER_CERT|GET_ISSUER_CERT_LOCALLY|VERIFY_LEAF_SIGNATURE)|CERT_\w+|ERR_TLS_CERT_ALTNAME_INVALID)$/,
    why: 'The reply was signed by a certificate that this machine does not trust: usually a company proxy reads along.',
    next: "Set NODE_EXTRA_CA_CERTS to the file with your company's certificate, then start again.",
    changed: 'Nothing was changed: the request was not sent.',
  },
  practiceAccountGone: {
    name: /^ECONNREFUSED$/,
    why: ({ account }) =>
      account === 'practice'
        ? 'The practice account has stopped.'
        : 'There is no server at the address of the service: a proxy or an AWS_ENDPOINT_URL setting leads to the wrong place.',
    next: ({ account }) =>
      account === 'practice'
        ? 'Run it again: the practice account starts by itself, and what lies in its store is still there.'
        : 'Check HTTPS_PROXY and AWS_ENDPOINT_URL in your environment, then try again.',
  },
  hostUnknown: {
    name: /^(?:ENOTFOUND|EAI_AGAIN|UnknownEndpoint|EndpointError)$/,
    why: ({ region }) =>
      `The address of the service was not found: this machine is offline, or ${region} is no region of AWS.`,
    next: "Check the network and the region of the event's file, then try again.",
    changed: 'Nothing was changed: the request was not sent.',
  },
  connectionLost: {
    name: /^(?:ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENETDOWN|TimeoutError|RequestTimeout|RequestTimeoutException|NetworkingError|UND_ERR_\w+)$/,
    why: 'The connection broke off, or the reply took too long.',
    next: 'Check the network, then try again.',
    changed: unsure,
  },
  tooManyQueries: {
    message: /CONCURRENT_QUERY_LIMIT_EXCEEDED/,
    why: 'Athena runs only so many queries of one account at a time, and others of this event are running.',
    next: 'Wait a minute, then try again.',
    changed: 'Nothing was changed: the query was not started.',
  },
  recordsRefused: {
    message: /refused \d+ records|FailedPutCount|Slow down\./,
    why: 'The delivery stream took some records and refused others, because they came faster than its quota allows.',
    next: 'Publish again in a minute: only the lines that are missing will be sent.',
    changed: 'The lines that were acknowledged are in the stream; the refused ones are not.',
  },
  throttled: {
    name: /^(?:Throttling|ThrottlingException|ThrottledException|TooManyRequestsException|RequestLimitExceeded|SlowDown|RequestThrottled|RequestThrottledException|BandwidthLimitExceeded|ProvisionedThroughputExceededException)$/,
    why: 'The account asks more often than AWS allows; everyone in the account shares this limit.',
    next: 'Wait a minute, then try again.',
    changed: 'Nothing was changed by the last request: AWS turned it away.',
  },
  throttledByText: {
    message: /Rate exceeded/i,
    why: 'The account asks more often than AWS allows; everyone in the account shares this limit.',
    next: 'Wait a minute, then try again.',
    changed: 'Nothing was changed by the last request: AWS turned it away.',
  },
  serviceUnavailable: {
    name: /^(?:ServiceUnavailable|ServiceUnavailableException|ServiceUnavailableError|InternalFailure|InternalError|InternalServerError|InternalServerException|InternalServiceException|InternalServiceError|OperationTimeoutException)$/,
    why: 'The service itself had a problem; your request was in order.',
    next: 'Wait a minute, then try again; if it stays, look at https://health.aws.amazon.com.',
    changed: unsure,
  },
} as const satisfies Record<string, Words>;
