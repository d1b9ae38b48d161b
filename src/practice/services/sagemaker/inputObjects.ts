import { region } from '../../identity.ts';
import { parseS3Uri, type Objects } from '../s3/objects.ts';
import { invalid } from './validation.ts';

/** The data files below an S3Prefix: no markers of folders, nothing hidden. `name` is the key. */
export function objectsOf(uri: string, objects: Objects): { name: string; path: string }[] {
  const location = parseS3Uri(uri);
  if (!location || !objects.bucketExists(location.bucket)) return [];
  return objects
    .list(location.bucket, location.key)
    .filter(({ key, size }) => size > 0 && !/(^|\/)[._][^/]*$/.test(key))
    .map(({ key, path }) => ({ name: key, path }));
}

/** SageMaker's words for a prefix without data. */
export function noObjects(uri: string, role: string) {
  const bucket = parseS3Uri(uri)?.bucket ?? '';
  return invalid(
    `No S3 objects found under S3 URL "${uri}" given in input data source. Please ensure that the bucket exists in the selected region (${region}), that objects exist under that S3 prefix, and that the role "${role}" has "s3:ListBucket" permissions on bucket "${bucket}".`,
  );
}
