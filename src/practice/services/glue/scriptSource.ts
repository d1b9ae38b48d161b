import { randomBytes } from 'node:crypto';
import { parseS3Uri, type Objects } from '../s3/objects.ts';

/** A job that cannot start; the message is the run's ErrorMessage. */
export class LaunchError extends Error {}

/**
 * The text of a job's script, as the role AWSGlueServiceRole may read it: from buckets named `aws-glue-*` and from
 * folders of that name. Throws LaunchError in the words of Glue's launcher when it may not, or nothing is there.
 */
export async function readScript(location: string, objects: Objects): Promise<string> {
  const uri = parseS3Uri(location);
  if (!uri?.key)
    throw new LaunchError(
      `LAUNCH ERROR | Invalid script location: ${location}. Please refer logs for details.`,
    );
  const { bucket, key } = uri;
  const fail = (what: string, status: number, code: string): LaunchError =>
    new LaunchError(
      `LAUNCH ERROR | Error downloading from S3 for bucket: ${bucket}, key: ${key}.${what} ` +
        `(Service: Amazon S3; Status Code: ${status}; Error Code: ${code}; Request ID: ${requestId()}; Proxy: null) ` +
        'Please refer logs for details.',
    );
  const allowed = bucket.startsWith('aws-glue-') || /aws-glue-[^/]*\//.test(key);
  if (!allowed) throw fail('Access Denied', 403, 'AccessDenied');
  if (!objects.bucketExists(bucket)) throw fail('The specified bucket does not exist', 404, 'NoSuchBucket');
  const object = objects.head(bucket, key);
  if (!object) throw fail('The specified key does not exist.', 404, 'NoSuchKey');
  return (await objects.read(object)).toString('utf8');
}

function requestId(): string {
  return randomBytes(8).toString('hex').toUpperCase();
}
