import type { LabAccount } from './account.ts';
import type { LabData } from './dataset/labData.ts';
import type { LabEvent } from './event.ts';
import type { StageFacts, StageId } from './facts.ts';
import type { OnProgress } from './progress.ts';

/** Everything a stage works on. */
export interface LabContext {
  readonly account: LabAccount;
  readonly event: LabEvent;
  /** The engine data on this machine. */
  readonly data: LabData;
  /** The lab's own files, which attendees edit. */
  readonly files: LabFiles;
}

/** The lab's files by their path below the lab's folder: `glue/glue_job.py`, `sql/train_validation.sql` … */
export interface LabFiles {
  /** Throws when there is no such file. */
  read(name: string): Promise<string>;
  write(name: string, text: string): Promise<void>;
}

/** Whether a stage is done, by the account's real state. */
export type Check<Facts> =
  | {
      readonly done: true;
      readonly facts: Facts;
      /** Why what is there, though whole, is not what a run would make now: one sentence. */
      readonly outdated?: string | undefined;
    }
  | {
      readonly done: false;
      /** What is missing, in one sentence. */
      readonly reason: string;
      /** What to do about it, in one sentence. */
      readonly fix: string;
    };

/** One step of the lab. */
export interface Stage<Id extends StageId = StageId> {
  readonly id: Id;
  readonly title: string;
  /** It goes further than the lab: it is no part of its way to predictions, and runs only when it is named. */
  readonly optional?: true;
  /** Stages that must be done before it. */
  readonly needs: readonly StageId[];
  /** Stages without which its check cannot pass, where they are others than those it needs. */
  readonly checkedAfter?: readonly StageId[];
  /** Only reads, and answers the same when asked again. */
  check(context: LabContext, signal?: AbortSignal): Promise<Check<StageFacts[Id]>>;
  /** Does the work; may be repeated, and follows its own work that is under way instead of starting it twice. */
  run(context: LabContext, onProgress: OnProgress, signal: AbortSignal): Promise<void>;
  /** Takes back what `run` made, so that the check no longer passes; absent where `run` itself replaces it. */
  reset?(context: LabContext, onProgress: OnProgress, signal: AbortSignal): Promise<void>;
}

/** A stage that cannot go on; the message says what is wrong, `fix` the one thing to do next. */
export class StageError extends Error {
  override readonly name: string = 'StageError';
  readonly fix: string;

  constructor(message: string, fix: string, options?: ErrorOptions) {
    super(message, options);
    this.fix = fix;
  }
}

/** A run that came to its end without what its check looks for. */
export class NotDone extends StageError {
  override readonly name = 'NotDone';
}

/** A check's `yes`. */
export function isDone<Facts>(facts: Facts, outdated?: string) {
  return { done: true, facts, ...(outdated !== undefined && { outdated }) } as const;
}

/** A check's `no`. */
export function notDone(reason: string, fix: string): { done: false; reason: string; fix: string } {
  return { done: false, reason, fix };
}
