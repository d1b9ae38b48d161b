import type { Tag } from '@aws-sdk/client-iam';
import { AwsError } from '../../awsError.ts';
import { limitExceeded } from './errors.ts';

const mostTags = 50;

/** Tags with others added to them. Throws InvalidInput and LimitExceeded. */
export function withTags(before: readonly Tag[], added: readonly Tag[]): Tag[] {
  const keys = added.map(({ Key = '' }) => Key.toLowerCase());
  if (new Set(keys).size < keys.length)
    throw new AwsError(
      'InvalidInput',
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    );
  const wrong = added.find(({ Key = '' }) => Key.length < 1 || Key.length > 128 || /^aws:/i.test(Key));
  if (wrong) throw new AwsError('InvalidInput', `The tag key ${wrong.Key ?? ''} is not valid.`);
  const kept = before.filter(({ Key = '' }) => !keys.includes(Key.toLowerCase()));
  const all = [...kept, ...added.map(({ Key, Value }) => ({ Key, Value: Value ?? '' }))];
  if (all.length > mostTags) throw limitExceeded(`The number of tags has reached the maximum limit.`);
  return all;
}

/** Tags without those of some keys. */
export function withoutTags(before: readonly Tag[], keys: readonly string[]): Tag[] {
  const gone = keys.map((key) => key.toLowerCase());
  return before.filter(({ Key = '' }) => !gone.includes(Key.toLowerCase()));
}
