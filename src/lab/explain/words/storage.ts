import { inMessage, type Words } from '../words.ts';

const path = inMessage(/'([^']+)'/, 'the file');

/** Buckets, objects, this machine, and the rest. */
export const storageWords = {
  bucketMissing: {
    name: /^NoSuchBucket$/,
    why: 'There is no bucket of this name: it is of another account, or it was deleted.',
    next: 'Run "See What Is Deployed" again, then give the files the names of this account.',
    changed: 'Nothing was changed.',
  },
  objectMissing: {
    name: /^(?:NoSuchKey|NotFound)$/,
    why: 'There is no such object in the bucket.',
    next: 'Run the stage that makes it again.',
    changed: 'Nothing was changed.',
  },
  bucketNameTaken: {
    name: /^(?:BucketAlreadyExists|BucketAlreadyOwnedByYou)$/,
    why: 'Bucket names are one for the whole world, and this one is taken.',
    next: 'Run the stage again: it takes another name.',
    changed: 'Nothing was changed.',
  },
  bucketNotEmpty: {
    name: /^BucketNotEmpty$/,
    why: 'Only an empty bucket can be deleted, and this one has objects.',
    next: 'Clean up again: it empties the bucket first.',
    changed: 'The bucket and its objects are as they were.',
  },
  fileMissing: {
    name: /^(?:ENOENT|ENOTDIR|EISDIR)$/,
    why: (_, failure) => `On this machine there is no ${path(failure)}.`,
    next: 'Check the path, then try again.',
    changed: 'Nothing was changed.',
  },
  fileForbidden: {
    name: /^(?:EACCES|EPERM|EROFS)$/,
    why: (_, failure) => `This machine does not let you use ${path(failure)}.`,
    next: 'Choose another folder, or change its rights.',
    changed: 'Nothing was changed.',
  },
  diskFull: {
    name: /^(?:ENOSPC|EDQUOT)$/,
    why: 'The disk of this machine is full.',
    next: 'Free some space (the lab needs about 300 MB), then try again.',
  },
  notDoneHere: {
    name: /^(?:UnknownOperationException|NotImplemented|InvalidAction)$/,
    why: ({ account }) =>
      account === 'practice'
        ? 'The practice account does not do this; docs/practice-account.md lists what it does.'
        : 'The service does not know this operation in this region.',
    next: ({ account }) =>
      account === 'practice'
        ? 'Try it on an AWS account, or do without it.'
        : "Use the event's region, then try again.",
    changed: 'Nothing was changed.',
  },
  notDoneHereByText: {
    message: /[Tt]he practice account does not/,
    why: 'The practice account does the work of this lab, not all that AWS does; docs/practice-account.md lists it.',
    next: 'Do without it, or try it on an AWS account.',
    changed: 'Nothing was changed.',
  },
} as const satisfies Record<string, Words>;
