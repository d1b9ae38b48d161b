import type { S3Target } from '@aws-sdk/client-glue';
import { parseS3Uri, type Objects, type StoredObject } from '../../s3/objects.ts';
import { exclusion } from './exclusions.ts';

/** A folder below a crawler's target: what lies in it, and the folders below. */
export interface Folder {
  /** Its own name: a part of a key, or of a bucket's root the bucket. */
  readonly name: string;
  /** `s3://bucket/key/`. */
  readonly location: string;
  readonly objects: StoredObject[];
  readonly folders: Map<string, Folder>;
}

/** A crawler's target that cannot be read. */
export class TargetError extends Error {}

/**
 * The tree of folders below a target, without what it excludes, empty objects (folder markers among them), and names
 * that begin with `_` or `.`, which Hive takes for hidden. Throws TargetError when the bucket does not exist.
 */
export function foldersBelow(target: S3Target, objects: Objects): Folder {
  const { bucket, key } = parseS3Uri(target.Path ?? '') ?? { bucket: '', key: '' };
  if (!objects.bucketExists(bucket)) {
    throw new TargetError(
      `The specified bucket does not exist (Service: Amazon S3; Status Code: 404; Error Code: NoSuchBucket; Bucket: ${bucket})`,
    );
  }
  const prefix = key === '' || key.endsWith('/') ? key : `${key}/`;
  const excluded = (target.Exclusions ?? []).map(exclusion);
  const root = folder(prefix.split('/').at(-2) ?? bucket, `s3://${bucket}/${prefix}`);
  const single = objects.head(bucket, key);
  if (single && single.size > 0 && prefix !== key) root.objects.push(single);
  for (const object of objects.list(bucket, prefix)) {
    const relative = object.key.slice(prefix.length);
    const parts = relative.split('/');
    if (object.size === 0 || parts.some((part) => /^[_.]/.test(part))) continue;
    if (excluded.some((matches) => matches(relative))) continue;
    let parent = root;
    for (const part of parts.slice(0, -1)) {
      let child = parent.folders.get(part);
      if (!child) {
        child = folder(part, `${parent.location}${part}/`);
        parent.folders.set(part, child);
      }
      parent = child;
    }
    parent.objects.push(object);
  }
  return root;
}

function folder(name: string, location: string): Folder {
  return { name, location, objects: [], folders: new Map() };
}

/** All objects in a folder and below. */
export function objectsOf(folder: Folder): StoredObject[] {
  return [...folder.objects, ...[...folder.folders.values()].flatMap(objectsOf)];
}

/** The folders that hold objects themselves. */
export function leavesOf(folder: Folder): Folder[] {
  const below = [...folder.folders.values()].flatMap(leavesOf);
  return folder.objects.length ? [folder, ...below] : below;
}
