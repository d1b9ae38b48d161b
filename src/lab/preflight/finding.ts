import type { StageId } from '../facts.ts';

/**
 * How much a finding matters: a `problem` stops the lab at its stage, a `warning` does not, `notChecked` names what nobody
 * could look at, and a `note` only tells.
 */
export const levels = ['problem', 'warning', 'notChecked', 'note'] as const;
export type Level = (typeof levels)[number];

/** A fix that the lab has a command for. */
export type FixAction = 'deploy' | 'teardown' | 'resetPractice' | 'chooseAccount';

/** One thing that a check found: full sentences. */
export interface Finding {
  readonly level: Level;
  /** What is wrong, with the names and values that it is about. */
  readonly what: string;
  /** Why that matters; of something not checked, why it could not be. */
  readonly why: string;
  /** The stage that it stops, or troubles, first. */
  readonly stage: StageId;
  readonly fix: string;
  readonly action?: FixAction;
}

/** What a check cannot look at: it becomes the check's `notChecked`. */
export class Unchecked extends Error {
  override readonly name = 'Unchecked';
  /** What to do so that it can be checked. */
  readonly fix: string;

  constructor(reason: string, fix: string) {
    super(reason);
    this.fix = fix;
  }
}
