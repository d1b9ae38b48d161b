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
  readonly executed?: boolean;
}

export type ChangeSets = Table<StoredChangeSet>;

/** The change set of that ARN, or the newest one of that name on a stack; undefined when there is none. */
export function findChangeSet(
  { tables }: StackGround,
  changeSets: ChangeSets,
  name = '',
  stackName?: string,
): StoredChangeSet | undefined {
  const known = changeSets.get(name);
  if (known || name.startsWith('arn:')) return known;
  if (stackName === undefined) {
    throw new AwsError(
      'ValidationError',
      'StackName must be specified if ChangeSetName is not specified as an ARN.',
    );
  }
  const stack = tables.find(stackName);
  return changeSets.values().findLast((each) => each.name === name && each.stackId === stack?.id);
}

/** The same; throws ChangeSetNotFound when there is none. */
export function changeSetNamed(
  ground: StackGround,
  changeSets: ChangeSets,
  name = '',
  stackName?: string,
): StoredChangeSet {
  const found = findChangeSet(ground, changeSets, name, stackName);
  if (!found) throw new AwsError('ChangeSetNotFound', `ChangeSet [${name}] does not exist`, { status: 404 });
  return found;
}
