import type { Explanation } from '../explain/explain.ts';
import type { StageFacts, StageId } from '../facts.ts';
import type { Progress } from '../progress.ts';
import type { Check } from '../stage.ts';

/** How a run of a stage ended, with the words for a failure. */
export type RunEnd =
  | { readonly kind: 'done'; readonly facts: StageFacts[StageId] }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: Explanation };

/** Everything that changes what is known about the stages. Times are ms since the epoch. */
export type BoardEvent =
  /** A look at these stages begins. */
  | { readonly kind: 'checking'; readonly ids: readonly StageId[] }
  /** A stage's check has answered. */
  | { readonly kind: 'checked'; readonly id: StageId; readonly check: Check<StageFacts[StageId]> }
  /** A stage was not asked: those before it have to be done first. */
  | { readonly kind: 'needed'; readonly id: StageId; readonly needs: readonly StageId[] }
  /** A check could not be answered. */
  | { readonly kind: 'checkFailed'; readonly id: StageId; readonly failure: Explanation }
  /** A look has ended, whether or not it got to these stages. */
  | { readonly kind: 'looked'; readonly ids: readonly StageId[] }
  /** A run begins in this window. */
  | { readonly kind: 'started'; readonly id: StageId; readonly at: number }
  | { readonly kind: 'progress'; readonly id: StageId; readonly progress: Progress }
  | { readonly kind: 'ended'; readonly id: StageId; readonly at: number; readonly end: RunEnd }
  /** What it had made was taken back: a look tells what is there. */
  | { readonly kind: 'takenBack'; readonly id: StageId }
  /** Work that another window or the console has started. */
  | { readonly kind: 'found'; readonly id: StageId; readonly text: string; readonly at: number }
  /** Another account or folder: nothing is known of it. */
  | { readonly kind: 'forgotten' };
