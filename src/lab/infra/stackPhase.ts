import type { StackStatus } from '../ports/stacks.ts';

/** What may be done with a stack: wait, update it, delete it, or only have somebody repair it. */
export type StackPhase = 'working' | 'ready' | 'unusable' | 'deleteFailed' | 'stuck' | 'gone';

const phases = {
  CREATE_IN_PROGRESS: 'working',
  CREATE_FAILED: 'unusable',
  CREATE_COMPLETE: 'ready',
  ROLLBACK_IN_PROGRESS: 'working',
  ROLLBACK_FAILED: 'unusable',
  ROLLBACK_COMPLETE: 'unusable',
  DELETE_IN_PROGRESS: 'working',
  DELETE_FAILED: 'deleteFailed',
  DELETE_COMPLETE: 'gone',
  UPDATE_IN_PROGRESS: 'working',
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: 'working',
  UPDATE_COMPLETE: 'ready',
  UPDATE_FAILED: 'stuck',
  UPDATE_ROLLBACK_IN_PROGRESS: 'working',
  UPDATE_ROLLBACK_FAILED: 'stuck',
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: 'working',
  UPDATE_ROLLBACK_COMPLETE: 'ready',
  // A change set that nobody has executed: there is a name, and nothing else.
  REVIEW_IN_PROGRESS: 'unusable',
  IMPORT_IN_PROGRESS: 'working',
  IMPORT_COMPLETE: 'ready',
  IMPORT_ROLLBACK_IN_PROGRESS: 'working',
  IMPORT_ROLLBACK_FAILED: 'stuck',
  IMPORT_ROLLBACK_COMPLETE: 'ready',
} as const satisfies Record<StackStatus, StackPhase>;

/** What may be done with a stack of this status. */
export function stackPhase(status: StackStatus): StackPhase {
  return phases[status];
}

/** What somebody has to do about a stack that is `stuck`: CloudFormation lets nobody update it. */
export const stuckFix =
  "Choose Continue update rollback for it in CloudFormation's console, or tear it down.";
