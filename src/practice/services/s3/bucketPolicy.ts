import { AwsError } from '../../awsError.ts';
import { accountId, userName } from '../../identity.ts';
import { parsePolicy, type Statement } from '../iam/policy/policyDocument.ts';
import { PolicyError } from '../iam/policy/policyError.ts';
import { fits } from '../iam/policy/wildcards.ts';
import { publicAccessOf } from './bucketSettings.ts';
import type { ObjectStore } from './objectStore.ts';

const largestPolicy = 20 * 1024;

/**
 * Sets a bucket's policy. Throws NoSuchBucket, MalformedPolicy, and AccessDenied for a public one where the bucket blocks
 * those.
 */
export function putBucketPolicy(objects: ObjectStore, bucket: string, text: string): void {
  const settings = objects.settings(bucket);
  const statements = statementsOf(text, bucket);
  if (publicAccessOf(settings)?.BlockPublicPolicy && isPublic(statements)) {
    throw new AwsError(
      'AccessDenied',
      `User: arn:aws:iam::${accountId}:user/${userName} is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::${bucket}" because public policies are blocked by the BlockPublicPolicy block public access setting.`,
      { status: 403 },
    );
  }
  objects.changeSettings(bucket, { policy: text });
}

/** Whether a policy that a bucket has opens it to everyone. */
export function isPublicPolicy(text: string): boolean {
  return isPublic(parsePolicy(text));
}

function statementsOf(text: string, bucket: string): Statement[] {
  if (!text.startsWith('{')) throw malformed("Policies must be valid JSON and the first byte must be '{'");
  if (Buffer.byteLength(text) > largestPolicy)
    throw malformed('Policy exceeds the maximum allowed document size.');
  const statements = parse(text);
  for (const { principals, actions, resources } of statements) {
    if (!principals) throw malformed('Missing required field Principal');
    if (!actions) throw malformed('Missing required field Action');
    if (!resources) throw malformed('Missing required field Resource');
    if (!actions.patterns.every((action) => action === '*' || /^s3:\S+$/i.test(action)))
      throw malformed('Policy has invalid action');
    if (!resources.patterns.every((resource) => isOf(bucket, resource)))
      throw malformed('Policy has invalid resource');
  }
  return statements;
}

function parse(text: string): Statement[] {
  try {
    return parsePolicy(text);
  } catch (error) {
    if (error instanceof PolicyError) throw malformed(error.message);
    throw error;
  }
}

/** Whether a resource of a policy is the bucket or an object of it. */
function isOf(bucket: string, resource: string): boolean {
  const [, name] = /^arn:aws:s3:::([^/]+)(?:\/.*)?$/s.exec(resource) ?? [];
  return name !== undefined && fits(name, bucket);
}

/** Condition keys with which a statement for everyone is none for everyone, where their values are no wildcards. */
const narrowing =
  /^(aws:(principalorgid|principalaccount|principalarn|sourcearn|sourceaccount|sourceip|sourcevpc|sourcevpce|userid|sourceorgid)|s3:dataaccesspointarn|s3:dataaccesspointaccount)$/i;

/** Source: "The meaning of public" in "Blocking public access to your Amazon S3 storage" of the S3 user guide. */
function isPublic(statements: readonly Statement[]): boolean {
  return statements.some(
    ({ effect, principals, conditions }) =>
      effect === 'Allow' &&
      (principals?.except === true || principals?.of['AWS']?.includes('*') === true) &&
      !conditions.some(
        ({ operator, key, values }) =>
          narrowing.test(key) &&
          !/Not|IfExists/.test(operator) &&
          !values.some((value) => /^\*|^0\.0\.0\.0\/0$/.test(value)),
      ),
  );
}

function malformed(message: string): AwsError {
  return new AwsError('MalformedPolicy', message);
}
