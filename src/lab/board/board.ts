import type { Explanation } from '../explain/explain.ts';
import type { StageFacts, StageId } from '../facts.ts';
import type { RunState } from '../runState.ts';
import { stageIds } from '../stages.ts';

/** What is known about one stage: the account's state as last seen, and what runs here. */
export interface StageStatus<Id extends StageId = StageId> {
  /** `unknown` until its check has answered once. */
  readonly state: RunState | 'unknown';
  /** What it is at or what it lacks, in one line. */
  readonly text: string;
  /** What to do about a check's `no`. */
  readonly fix?: string | undefined;
  readonly facts?: StageFacts[Id] | undefined;
  /** Why what it made, though whole, is not what a run would make now. */
  readonly outdated?: string | undefined;
  readonly failure?: Explanation | undefined;
  /** Of what was counted last: done of total. */
  readonly count?: { readonly text: string; readonly done: number; readonly total: number } | undefined;
  /** When it began to run, and how long it ran, in ms since the epoch and ms. */
  readonly started?: number | undefined;
  readonly elapsed?: number | undefined;
  /** A check is under way. */
  readonly checking?: boolean | undefined;
  /** It runs in this window, so it can be cancelled here. */
  readonly here?: boolean | undefined;
  /** Stages that have to be done before it can be looked at or run. */
  readonly needs?: readonly StageId[] | undefined;
}

/** What is known about every stage. */
export type Board = { readonly [Id in StageId]: StageStatus<Id> };

/** A board that knows nothing yet. */
export const emptyBoard: Board = Object.fromEntries(
  stageIds.map((id) => [id, { state: 'unknown', text: '' } satisfies StageStatus]),
) as unknown as Board;
