import { region } from '../../../identity.ts';
import { checkBucketName } from '../../s3/bucketNames.ts';
import { putBucketPolicy } from '../../s3/bucketPolicy.ts';
import {
  encryptionOf,
  ownershipOf,
  publicAccessOf,
  systemTagsOf,
  type BucketSettings,
} from '../../s3/bucketSettings.ts';
import { checkEncryption, checkOwnership, checkPublicAccess, checkTags } from '../../s3/checkSettings.ts';
import { isTrue, nameIn, ownTags, tagsIn } from './propertyValues.ts';
import type { Properties, ResourceContext, ResourceType } from './resourceType.ts';

const bucket: ResourceType = {
  type: 'AWS::S3::Bucket',
  properties: [
    'BucketName',
    'BucketEncryption',
    'OwnershipControls',
    'PublicAccessBlockConfiguration',
    'Tags',
  ],
  required: [],
  lists: ['Tags'],
  replaces: ['BucketName'],
  physicalId: (properties, generated) => nameIn(properties, 'BucketName', generated.toLowerCase(), 63),
  create: (name, properties, { objects, stack, logicalId }) => {
    checkBucketName(name);
    const { tags = [], ...settings } = settingsOf(properties);
    // As on AWS, by which a stack's buckets are known.
    const system = [
      { Key: 'aws:cloudformation:stack-name', Value: stack.name },
      { Key: 'aws:cloudformation:stack-id', Value: stack.id },
      { Key: 'aws:cloudformation:logical-id', Value: logicalId },
    ];
    objects.createBucket(name, { ...settings, tags: [...system, ...tags] });
    return Promise.resolve();
  },
  update: (name, properties, _before, { objects }) => {
    const { tags = [], ...settings } = settingsOf(properties);
    objects.changeSettings(name, { ...settings, tags: [...systemTagsOf(objects.settings(name)), ...tags] });
    return Promise.resolve();
  },
  delete: (name, _properties, { objects }) => {
    if (objects.bucketExists(name)) objects.deleteBucket(name);
    return Promise.resolve();
  },
  read: (name, { objects }) => {
    if (!objects.bucketExists(name)) return Promise.resolve(undefined);
    const settings = objects.settings(name);
    const ownership = ownershipOf(settings);
    return Promise.resolve({
      BucketName: name,
      BucketEncryption: {
        ServerSideEncryptionConfiguration: encryptionOf(settings).Rules?.map((rule) => ({
          ServerSideEncryptionByDefault: rule.ApplyServerSideEncryptionByDefault,
          BucketKeyEnabled: rule.BucketKeyEnabled,
        })),
      },
      PublicAccessBlockConfiguration: publicAccessOf(settings),
      OwnershipControls: ownership && { Rules: [{ ObjectOwnership: ownership }] },
      Tags: ownTags(settings.tags),
    });
  },
  attributes: (name) => ({
    Arn: `arn:aws:s3:::${name}`,
    DomainName: `${name}.s3.amazonaws.com`,
    DualStackDomainName: `${name}.s3.dualstack.${region}.amazonaws.com`,
    RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
    WebsiteURL: `http://${name}.s3-website-${region}.amazonaws.com`,
  }),
};

const bucketPolicy: ResourceType = {
  type: 'AWS::S3::BucketPolicy',
  properties: ['Bucket', 'PolicyDocument'],
  required: ['Bucket', 'PolicyDocument'],
  replaces: ['Bucket'],
  physicalId: ({ Bucket: name }) => String(name),
  create: (name, properties, context) => putPolicy(name, properties, context),
  update: (name, properties, _before, context) => putPolicy(name, properties, context),
  delete: (name, _properties, { objects }) => {
    if (objects.bucketExists(name)) objects.changeSettings(name, { policy: undefined });
    return Promise.resolve();
  },
  read: (name, { objects }) => {
    const policy = objects.bucketExists(name) ? objects.settings(name).policy : undefined;
    const found =
      policy === undefined ? undefined : { Bucket: name, PolicyDocument: JSON.parse(policy) as object };
    return Promise.resolve(found);
  },
};

/** The resource types of S3. */
export const s3Types: readonly ResourceType[] = [bucket, bucketPolicy];

// A promise even where it throws: whoever calls a type awaits it.
async function putPolicy(
  name: string,
  { PolicyDocument: policy }: Properties,
  { objects }: ResourceContext,
): Promise<void> {
  await Promise.resolve();
  putBucketPolicy(objects, name, typeof policy === 'string' ? policy : JSON.stringify(policy));
}

type Members = Readonly<Record<string, unknown>>;

/** What a template sets on a bucket; undefined for what it leaves as it is on a new bucket. */
function settingsOf(properties: Properties): BucketSettings {
  const block = properties['PublicAccessBlockConfiguration'] as Members | undefined;
  const encryption = properties['BucketEncryption'] as Properties | undefined;
  const ownership = properties['OwnershipControls'] as Parameters<typeof checkOwnership>[0] | undefined;
  return {
    publicAccess: block && checkPublicAccess(truthsOf(block)),
    encryption:
      encryption &&
      checkEncryption({
        Rules: ((encryption['ServerSideEncryptionConfiguration'] ?? []) as Members[]).map((rule) => ({
          ApplyServerSideEncryptionByDefault: rule['ServerSideEncryptionByDefault'] as {
            SSEAlgorithm: 'AES256';
          },
          BucketKeyEnabled: isTrue(rule['BucketKeyEnabled']),
        })),
      }),
    ownership: ownership && checkOwnership(ownership),
    tags: checkTags(tagsIn(properties)),
  };
}

function truthsOf(members: Members): Readonly<Record<string, boolean>> {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, isTrue(value)]));
}
