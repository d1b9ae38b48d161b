import type { BucketObject, Buckets, Folder } from '../../../lab/ports/buckets.ts';
import type { BucketRole } from '../../../lab/survey/labBuckets.ts';
import type { Page, TreeNode } from '../treeNode.ts';

/** A bucket of the lab. */
export interface BucketNode extends TreeNode {
  readonly kind: 'bucket';
  readonly role: BucketRole;
  readonly name: string;
}

/** Stands for a role that no bucket has. */
export interface MissingBucketNode extends TreeNode {
  readonly kind: 'missingBucket';
  readonly role: BucketRole;
  readonly patterns: readonly string[];
}

/** A folder: what the keys of the objects below it begin with. */
export interface PrefixNode extends TreeNode {
  readonly kind: 'prefix';
  /** The last part of the prefix, without its `/`. */
  readonly label: string;
}

/** An object. */
export interface ObjectNode extends TreeNode {
  readonly kind: 'object';
  /** The last part of the key. */
  readonly label: string;
  readonly object: BucketObject;
}

export type BucketTreeNode = BucketNode | MissingBucketNode | PrefixNode | ObjectNode;

/** A bucket with what lies in it. */
export function bucketNode(buckets: Buckets, role: BucketRole, name: string): BucketNode {
  return {
    kind: 'bucket',
    id: name,
    role,
    name,
    uri: `s3://${name}/`,
    children: (signal) => firstPage(buckets, name, '', signal),
  };
}

async function firstPage(
  buckets: Buckets,
  bucket: string,
  prefix: string,
  signal: AbortSignal,
): Promise<Page> {
  return pageOf(buckets, bucket, prefix, await buckets.folder(bucket, prefix, { signal }));
}

/** A page of a level: its folders, then its objects, and how to go on. */
function pageOf(buckets: Buckets, bucket: string, prefix: string, folder: Folder): Page {
  const { prefixes, objects, next } = folder;
  return {
    nodes: [
      ...prefixes.map((below) => prefixNode(buckets, bucket, prefix, below)),
      // S3's console makes an empty object with the folder's own name to show a folder that has nothing in it.
      ...objects.filter(({ key }) => key !== prefix).map((object) => objectNode(bucket, prefix, object)),
    ],
    ...(next !== undefined && {
      more: async (signal: AbortSignal) =>
        pageOf(buckets, bucket, prefix, await buckets.folder(bucket, prefix, { next, signal })),
    }),
  };
}

// A folder and an object beside it may have the same name: their ids differ by the `/`.
function prefixNode(buckets: Buckets, bucket: string, above: string, prefix: string): PrefixNode {
  const id = prefix.slice(above.length);
  return {
    kind: 'prefix',
    id,
    label: id.slice(0, -1),
    uri: `s3://${bucket}/${prefix}`,
    children: (signal) => firstPage(buckets, bucket, prefix, signal),
  };
}

function objectNode(bucket: string, prefix: string, object: BucketObject): ObjectNode {
  const id = object.key.slice(prefix.length);
  return { kind: 'object', id, label: id, uri: `s3://${bucket}/${object.key}`, object };
}
