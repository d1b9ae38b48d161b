import type { StackEvent } from '../ports/stacks.ts';
import { resourceName } from './resourceName.ts';

/** What has come to its end, in words. */
const ends: Readonly<Record<string, string>> = {
  CREATE_COMPLETE: 'made',
  CREATE_FAILED: 'could not be made',
  UPDATE_COMPLETE: 'changed',
  UPDATE_FAILED: 'could not be changed',
  DELETE_COMPLETE: 'deleted',
  DELETE_FAILED: 'could not be deleted',
  DELETE_SKIPPED: 'kept',
};

/**
 * What happened to a resource of a stack, in a line; undefined for what need not be told: that something begins, and what
 * happens to the stack as a whole.
 */
export function eventLine({ logicalId, physicalId, type, status, reason }: StackEvent): string | undefined {
  const end = ends[status];
  if (end === undefined || type === 'AWS::CloudFormation::Stack') return undefined;
  const name = physicalId && physicalId !== logicalId ? ` ${resourceName(physicalId)}` : '';
  const why = status.endsWith('_FAILED') && reason ? `: ${reason}` : '';
  return `${logicalId}${name} ${end}${why}`;
}
