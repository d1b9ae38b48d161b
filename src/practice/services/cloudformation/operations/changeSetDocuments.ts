import type { Change, ChangeSetType, OnStackFailure } from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../../awsError.ts';
import type { Table } from '../../../store/store.ts';
import type { StackVersion } from '../stacks/stackDocuments.ts';
import type { StackGround } from '../stacks/stackGround.ts';

/** A change set as the store has it, under its ARN. */
export interface StoredChangeSet {
  readonly id: string;
  readonly name: string;
  readonly stackId: string;
  readonly type: ChangeSetType;
  readonly created: number;
  readonly description?: string | undefined;
  readonly onStackFailure?: OnStackFailure | undefined;
  /** The id of the version that the stack was when its changes were worked out. */
  readonly base: string;
  readonly version: StackVersion;
  readonly changes: readonly Change[];
  /** Why it cannot be executed; undefined when it can. */
  readonly failure?: string | undefined;
  /** `done`: it was; `obsolete`: the stack has changed since. */
  readonly executed?: 'done' | 'obsolete';
}

export type ChangeSets = Table<StoredChangeSet>;

/** The change set of that ARN, or of that name on a stack. Throws ChangeSetNotFound. */
export function changeSetNamed(
  { tables }: StackGround,
  changeSets: ChangeSets,
  name = '',
  stackName?: string,
): StoredChangeSet {
  const known = changeSets.get(name);
  if (known) return known;
  if (stackName === undefined) {
    throw new AwsError(
      'ValidationError',
      'StackName must be specified if ChangeSetName is not specified as an ARN.',
    );
  }
  const stack = tables.find(stackName);
  const found = changeSets.values().find((each) => each.name === name && each.stackId === stack?.id);
  if (!found) throw new AwsError('ChangeSetNotFound', `ChangeSet [${name}] does not exist`, { status: 404 });
  return found;
}
