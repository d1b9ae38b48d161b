import { inMessage, type Words } from '../words.ts';

// What CloudFormation says of a resource comes with the resource's type in front: `AWS::S3::Bucket: … already exists`.

const type = inMessage(/^(AWS::\w+::\w+): /, 'the resource');
const takenBack = 'CloudFormation takes back what it has made of the stack.';

/** Stacks and what they are made of. The order counts: the first that fits is taken. */
export const stackWords = {
  cloud9Closed: {
    message:
      /^AWS::Cloud9::\w+: [\s\S]*(?:new customers|Subscription|not available|AccessDenied|Client Error)/i,
    why: 'AWS has closed Cloud9 to accounts that did not use it before July 2024.',
    next: 'Deploy with --editor code-server, or without an editor.',
    changed: takenBack,
  },
  cloud9RoleMissing: {
    message: /^AWS::Cloud9::\w+: [\s\S]*(?:AWSCloud9SSM|instance profile)/i,
    why: 'Cloud9 needs the role AWSCloud9SSMAccessRole and its instance profile, which only its console makes by itself.',
    next: "Make one environment of the type 'Session Manager' in Cloud9's console and delete it again, then deploy again.",
    changed: takenBack,
  },
  budgetRefused: {
    message: /^AWS::Budgets::\w+: [\s\S]*(?:e-?mail|address|subscri|invalid)/i,
    why: 'AWS Budgets does not take this e-mail address, or this account may have no budgets of its own.',
    next: 'Deploy with another --budget-email, or without one.',
    changed: takenBack,
  },
  stackLimit: {
    message:
      /^AWS::\w+::\w+: [\s\S]*(?:LimitExceeded|maximum number of|limit (?:has been |was )?(?:reached|exceeded))/i,
    why: (_, failure) => `The account has as many of ${type(failure)} as its quota allows.`,
    next: 'Delete some that nobody uses, or ask for a higher quota in Service Quotas, then deploy again.',
    changed: takenBack,
  },
  stackNameTaken: {
    message: /^AWS::\w+::\w+: [\s\S]*(?:AlreadyExists|already exists|already owned)/i,
    why: 'The account has something of this name already, which is not part of the stack.',
    next: 'If it is of an old lab, tear that down or delete it by hand, then deploy again; else use another account or region.',
    changed: takenBack,
  },
  stackBucketVersioned: {
    message: /^AWS::S3::Bucket: [\s\S]*delete all versions/i,
    why: 'Somebody switched on versioning for this bucket: it keeps old versions of its objects, and the lab deletes none of those.',
    next: "Empty the bucket in S3's console, which deletes its versions as well, then tear the lab down once more.",
    changed: 'The bucket and its old versions are as they were.',
  },
  stackBucketNotEmpty: {
    message: /^AWS::S3::Bucket: [\s\S]*(?:not empty|NotEmpty)/i,
    why: 'Only an empty bucket can be deleted, and objects have come into this one.',
    next: 'Tear the lab down once more: that empties the bucket again.',
    changed: 'The bucket and its objects are as they were.',
  },
  stackProtected: {
    message: /TerminationProtection is enabled/i,
    why: 'Somebody has protected the stack against being deleted.',
    next: "Switch its termination protection off in CloudFormation's console, then tear it down again.",
    changed: 'Nothing of the stack was changed.',
  },
  stackBusy: {
    name: /^ValidationError$/,
    message: /is in \w+ state and can ?not be (?:updated|deleted)/i,
    why: 'Somebody else is at work on the stack just now.',
    next: 'Do the same again: it follows what goes on first.',
    changed: 'Nothing was changed.',
  },
} as const satisfies Record<string, Words>;
