import { inMessage, profileOption, type Words } from '../words.ts';

const action = inMessage(/not authorized to perform: ([\w-]+:\w+)/, 'this action');
const expectedRegion = inMessage(/expecting '([\w-]+)'/, 'another region');
const nothing = 'Nothing was changed: AWS refused the request before looking at it.';

/** Who asks, from where, and whether they may. The order counts: the first that fits is taken. */
export const accessWords = {
  ssoSessionExpired: {
    message: /SSO session|aws sso login|Token is expired\. To refresh/i,
    why: 'Your profile is not signed in with single sign-on (SSO), or its session, which lasts some hours, has ended.',
    next: (context) => `Run \`aws sso login${profileOption(context)}\`, then try again.`,
    changed: nothing,
  },
  credentialsExpired: {
    name: /^(?:ExpiredToken|ExpiredTokenException|RequestExpired|TokenRefreshRequired)$/,
    why: 'Your credentials were temporary ones, and their time is over.',
    next: "Get new credentials (from the event's page, or by signing in again), then try again.",
    changed: nothing,
  },
  credentialsExpiredByText: {
    message: /security token included in the request is expired/i,
    why: 'Your credentials were temporary ones, and their time is over.',
    next: "Get new credentials (from the event's page, or by signing in again), then try again.",
    changed: nothing,
  },
  profileMissing: {
    message: /Could not resolve credentials using profile|profile .*(?:could not be found|not found)/i,
    why: (context) =>
      `The AWS configuration on this machine has no usable profile ${context.profile ?? 'of that name'}.`,
    next: 'Choose a profile that `aws configure list-profiles` names, or add this one with `aws configure`.',
    changed: nothing,
  },
  credentialsMissing: {
    name: /^(?:CredentialsProviderError|MissingAuthenticationToken|MissingAuthenticationTokenException|NoAuthHandlerFound)$/,
    why: ({ profile }) =>
      profile
        ? `No AWS credentials were found for the profile ${profile}.`
        : 'No AWS credentials were found: neither in the environment nor in a profile.',
    next: 'Sign in or choose a profile with credentials; without an AWS account, use the practice account.',
    changed: 'Nothing was changed: no request was sent.',
  },
  clockWrong: {
    message:
      /Signature (?:expired|not yet current)|difference between the request time and the (?:current|server) time is too large/i,
    why: 'The clock of this machine is wrong by minutes, and AWS refuses requests that seem old or not yet made.',
    next: 'Set the clock of this machine (switch on setting it from the network), then try again.',
    changed: nothing,
  },
  credentialsInvalid: {
    name: /^(?:UnrecognizedClientException|InvalidClientTokenId|InvalidAccessKeyId|InvalidToken|SignatureDoesNotMatch|InvalidSignatureException|AuthFailure)$/,
    why: 'AWS does not know these credentials: mistyped, deleted, cut off while copying, or of another AWS partition.',
    next: 'Copy the access key, the secret key and, for temporary credentials, the session token anew, then try again.',
    changed: nothing,
  },
  passRoleDenied: {
    message: /not authorized to perform: iam:PassRole/i,
    why: 'AWS lets you hand a role to a service only if your own rights include iam:PassRole for it; yours do not.',
    next: 'Ask whoever runs the event for iam:PassRole on the role that the message names.',
  },
  regionNotEnabled: {
    name: /^(?:OptInRequired|SubscriptionRequiredException)$/,
    why: ({ region }) =>
      `The account has not switched on the region ${region}, or not signed up for this service there.`,
    next: "Use the event's region, or have the region switched on in the account's settings.",
    changed: nothing,
  },
  regionWrong: {
    name: /^(?:PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraintException|IncorrectEndpoint)$/,
    why: ({ region }, failure) =>
      `The request went to ${region}, but what it asks for is in ${expectedRegion(failure)}.`,
    next: "Set the region of the event's file to where the lab's resources are, then try again.",
    changed: nothing,
  },
  accessDeniedInRun: {
    message:
      /(?:Py4JJavaError|calling o\d+\.|AmazonS3Exception|AccessDenied.*PutObject)[\s\S]*Access ?Denied|Access ?Denied[\s\S]*\(Service: (?:Amazon )?S3/i,
    why: 'The role of the job may read and write the buckets of this lab only, and the script names another one.',
    next: 'Patch and upload the job again, so that the script names the buckets of this account, then run it again.',
  },
  accessDenied: {
    name: /^(?:AccessDenied|AccessDeniedException|UnauthorizedOperation|AuthorizationError|NotAuthorized|Forbidden|AllAccessDisabled)$/,
    why: (_, failure) =>
      /explicit deny/i.test(failure.message)
        ? `A policy of the account or its organisation forbids ${action(failure)}.`
        : `Your credentials are good, but they do not include the right to ${action(failure)}.`,
    next: (_, failure) =>
      `Ask whoever runs the event for ${action(failure)}, or use the profile of the event.`,
  },
} as const satisfies Record<string, Words>;
