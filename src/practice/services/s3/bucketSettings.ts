import type {
  ObjectOwnership,
  PublicAccessBlockConfiguration,
  ServerSideEncryptionConfiguration,
  Tag,
} from '@aws-sdk/client-s3';

/**
 * What was set on a bucket. What is left out is as it is on a new bucket; null stands for what a new bucket has and
 * somebody took away.
 */
export interface BucketSettings {
  /** The policy's JSON, as it was put. */
  readonly policy?: string | undefined;
  readonly publicAccess?: PublicAccessBlockConfiguration | null | undefined;
  readonly encryption?: ServerSideEncryptionConfiguration | undefined;
  readonly ownership?: ObjectOwnership | null | undefined;
  readonly tags?: readonly Tag[] | undefined;
}

/** Source: "Default settings for new S3 buckets" (since April 2023) in the S3 user guide. */
const blocksAll: PublicAccessBlockConfiguration = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

/** What a bucket blocks; undefined where the block was taken away. */
export function publicAccessOf({
  publicAccess = blocksAll,
}: BucketSettings): PublicAccessBlockConfiguration | undefined {
  return publicAccess ?? undefined;
}

/** Who owns the bucket's objects; undefined where the controls were taken away. */
export function ownershipOf({
  ownership = 'BucketOwnerEnforced',
}: BucketSettings): ObjectOwnership | undefined {
  return ownership ?? undefined;
}

/** How the bucket encrypts; with S3's own keys since January 2023, unless another way was set. */
export function encryptionOf({ encryption }: BucketSettings): ServerSideEncryptionConfiguration {
  return (
    encryption ?? {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }],
    }
  );
}

/** The tags that AWS itself put on a bucket, by which a stack's are known: nobody changes them. */
export function systemTagsOf({ tags = [] }: BucketSettings): Tag[] {
  return tags.filter(({ Key = '' }) => Key.startsWith('aws:'));
}
