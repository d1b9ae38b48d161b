import type {
  ObjectOwnership,
  OwnershipControls,
  PublicAccessBlockConfiguration,
  ServerSideEncryptionConfiguration,
  Tag,
} from '@aws-sdk/client-s3';
import { AwsError } from '../../awsError.ts';

/** A public access block in full: what is left out is not blocked. */
export function checkPublicAccess({
  BlockPublicAcls = false,
  IgnorePublicAcls = false,
  BlockPublicPolicy = false,
  RestrictPublicBuckets = false,
}: PublicAccessBlockConfiguration): PublicAccessBlockConfiguration {
  return { BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets };
}

/** A default encryption in full: by S3's own keys. Throws MalformedXML, and NotImplemented for keys of KMS. */
export function checkEncryption({
  Rules: rules = [],
}: ServerSideEncryptionConfiguration): ServerSideEncryptionConfiguration {
  const [rule] = rules;
  const { SSEAlgorithm: algorithm, KMSMasterKeyID: key } = rule?.ApplyServerSideEncryptionByDefault ?? {};
  if (rules.length !== 1 || algorithm === undefined) throw malformed();
  if (algorithm !== 'AES256') {
    throw new AwsError(
      'NotImplemented',
      `The practice account does not encrypt buckets by default with ${algorithm}.`,
      { status: 501 },
    );
  }
  if (key !== undefined) {
    throw new AwsError(
      'InvalidArgument',
      'a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse',
    );
  }
  return {
    Rules: [
      {
        ApplyServerSideEncryptionByDefault: { SSEAlgorithm: algorithm },
        BucketKeyEnabled: rule?.BucketKeyEnabled ?? false,
      },
    ],
  };
}

const ownerships = ['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'] as const;

/** Who owns a bucket's objects by its ownership controls. Throws MalformedXML. */
export function checkOwnership({ Rules: rules = [] }: OwnershipControls): ObjectOwnership {
  const ownership = ownerships.find((each) => each === rules[0]?.ObjectOwnership);
  if (rules.length !== 1 || ownership === undefined) throw malformed();
  return ownership;
}

const mostTags = 50;

/** Tags that a bucket may have. Throws InvalidTag and BadRequest. */
export function checkTags(tags: readonly Tag[]): readonly Tag[] {
  if (tags.length > mostTags)
    throw new AwsError('BadRequest', `Bucket tag count cannot be greater than ${mostTags}`);
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length)
    throw invalidTag('Cannot provide multiple Tags with the same key');
  for (const { Key: key = '', Value: value = '' } of tags) {
    if (key.startsWith('aws:')) throw invalidTag('System tags cannot be added/updated by requester');
    if (key.length < 1 || key.length > 128) throw invalidTag('The TagKey you have provided is invalid');
    if (value.length > 256) throw invalidTag('The TagValue you have provided is invalid');
  }
  return tags;
}

function invalidTag(message: string): AwsError {
  return new AwsError('InvalidTag', message);
}

function malformed(): AwsError {
  return new AwsError(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );
}
