import type {
  OwnershipControls,
  PublicAccessBlockConfiguration,
  ServerSideEncryptionConfiguration,
  Tagging,
} from '@aws-sdk/client-s3';
import { AwsError } from '../../../awsError.ts';
import { isPublicPolicy, putBucketPolicy } from '../bucketPolicy.ts';
import {
  encryptionOf,
  ownershipOf,
  publicAccessOf,
  systemTagsOf,
  type BucketSettings,
} from '../bucketSettings.ts';
import { checkEncryption, checkOwnership, checkPublicAccess, checkTags } from '../checkSettings.ts';
import type { Exchange } from '../exchange.ts';
import { collectBody } from '../incomingBody.ts';
import type { ObjectStore } from '../objectStore.ts';
import type { S3Operations } from '../s3Service.ts';
import { decodeXml } from '../xml.ts';

/** The settings of a bucket that can be changed. They are kept and shown; no request is held to them. */
export function settingOperations(objects: ObjectStore): S3Operations {
  /** Answers with what a bucket has of a setting, or that it has none. */
  const show = <T>(
    { bucket }: Exchange,
    valueOf: (settings: BucketSettings) => T | undefined,
    [code, message]: readonly [code: string, message: string],
  ): T => {
    const value = valueOf(objects.settings(bucket));
    if (value !== undefined) return value;
    throw new AwsError(code, message, { status: 404, members: { BucketName: bucket } });
  };
  const bodyOf = async (exchange: Exchange): Promise<Buffer> => {
    const body = await collectBody(exchange);
    objects.keys(exchange.bucket);
    return body;
  };
  const change = (exchange: Exchange, settings: BucketSettings, status = 200): void => {
    objects.changeSettings(exchange.bucket, settings);
    exchange.empty(status);
  };
  const clear =
    (settings: BucketSettings) =>
    (exchange: Exchange): void =>
      change(exchange, settings, 204);
  return {
    PutBucketPolicy: async (exchange) => {
      putBucketPolicy(objects, exchange.bucket, (await bodyOf(exchange)).toString('utf8'));
      exchange.empty(204);
    },
    GetBucketPolicy: (exchange) => exchange.json(show(exchange, ({ policy }) => policy, noPolicy)),
    GetBucketPolicyStatus: (exchange) => {
      const policy = show(exchange, (settings) => settings.policy, noPolicy);
      exchange.xml('PolicyStatus', { IsPublic: isPublicPolicy(policy) });
    },
    DeleteBucketPolicy: clear({ policy: undefined }),

    PutPublicAccessBlock: async (exchange) => {
      const value = await decodeXml<PublicAccessBlockConfiguration>(
        'PublicAccessBlockConfiguration',
        await bodyOf(exchange),
      );
      change(exchange, { publicAccess: checkPublicAccess(value) });
    },
    GetPublicAccessBlock: (exchange) =>
      exchange.xml('PublicAccessBlockConfiguration', show(exchange, publicAccessOf, noBlock)),
    DeletePublicAccessBlock: clear({ publicAccess: null }),

    PutBucketEncryption: async (exchange) => {
      const value = await decodeXml<ServerSideEncryptionConfiguration>(
        'ServerSideEncryptionConfiguration',
        await bodyOf(exchange),
      );
      change(exchange, { encryption: checkEncryption(value) });
    },
    GetBucketEncryption: (exchange) =>
      exchange.xml('ServerSideEncryptionConfiguration', encryptionOf(objects.settings(exchange.bucket))),
    DeleteBucketEncryption: clear({ encryption: undefined }),

    PutBucketOwnershipControls: async (exchange) => {
      const value = await decodeXml<OwnershipControls>('OwnershipControls', await bodyOf(exchange));
      change(exchange, { ownership: checkOwnership(value) });
    },
    GetBucketOwnershipControls: (exchange) => {
      const ObjectOwnership = show(exchange, ownershipOf, noOwnership);
      exchange.xml('OwnershipControls', { Rules: [{ ObjectOwnership }] });
    },
    DeleteBucketOwnershipControls: clear({ ownership: null }),

    PutBucketTagging: async (exchange) => {
      const value = await decodeXml<Tagging>('Tagging', await bodyOf(exchange));
      const tags = [...systemTagsOf(objects.settings(exchange.bucket)), ...checkTags(value.TagSet ?? [])];
      change(exchange, { tags }, 204);
    },
    GetBucketTagging: (exchange) => {
      const TagSet = show(exchange, ({ tags }) => (tags?.length ? tags : undefined), noTags);
      exchange.xml('GetBucketTaggingOutput', { TagSet });
    },
    DeleteBucketTagging: (exchange) =>
      change(exchange, { tags: systemTagsOf(objects.settings(exchange.bucket)) }, 204),
  };
}

const noPolicy = ['NoSuchBucketPolicy', 'The bucket policy does not exist'] as const;
const noBlock = [
  'NoSuchPublicAccessBlockConfiguration',
  'The public access block configuration was not found',
] as const;
const noOwnership = [
  'OwnershipControlsNotFoundError',
  'The bucket ownership controls were not found',
] as const;
const noTags = ['NoSuchTagSet', 'The TagSet does not exist'] as const;
