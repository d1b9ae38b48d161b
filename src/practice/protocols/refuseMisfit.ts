import type { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from '../awsError.ts';
import { differences, type Difference } from './schemaCheck.ts';

/**
 * Throws in AWS's words when an input has members of a wrong type (SerializationException) or lacks required ones
 * (the error named `invalid`). Members the model does not have are ignored, as AWS does.
 */
export function refuseMisfit(schema: NormalizedSchema, input: unknown, invalid: string): void {
  const misfits = differences(schema, input);
  const mistyped = misfits.find(({ problem }) => problem === 'type');
  if (mistyped) throw new AwsError('SerializationException', wordsFor(mistyped));
  const missing = misfits.filter(({ problem }) => problem === 'missing');
  if (!missing.length) return;
  const lines = missing.map(
    ({ path }) => `Value null at '${memberPath(path)}' failed to satisfy constraint: Member must not be null`,
  );
  throw new AwsError(
    invalid,
    `${lines.length} validation error${lines.length > 1 ? 's' : ''} detected: ${lines.join('; ')}`,
  );
}

/** As AWS names members: `records.1.member.data`, list places from 1. */
function memberPath(path: Difference['path']): string {
  return path
    .map((part) =>
      typeof part === 'number' ? `${part + 1}.member` : part.charAt(0).toLowerCase() + part.slice(1),
    )
    .join('.');
}

const javaNames = {
  string: 'a String',
  number: 'an Integer',
  boolean: 'a Boolean',
  timestamp: 'a Timestamp',
  blob: 'a Blob',
} as const;

function wordsFor({ expected = 'structure', value }: Difference): string {
  if (expected === 'list' || expected === 'map' || expected === 'structure') {
    return Array.isArray(value)
      ? 'Start of list found where not expected'
      : typeof value === 'object'
        ? 'Start of structure or map found where not expected.'
        : `Expected ${expected} or null`;
  }
  if (Array.isArray(value)) return 'Start of list found where not expected';
  if (typeof value === 'object') return 'Start of structure or map found where not expected.';
  const token = typeof value === 'boolean' ? String(value) : typeof value;
  return `${token.toUpperCase()}_VALUE can not be converted to ${javaNames[expected]}`;
}
