import type { TuningJobStatus } from '../ports/tuningJobs.ts';
import { decimal, wholeNumber } from '../report/format.ts';
import { bestOf, finishedTrials, isTuning, type TuningRun } from './tuningRuns.ts';

/** The lab's own model, beside which trials stand. */
export interface PlainModel {
  /** On the validation rows, in cycles. */
  readonly rmse: number;
  /** Whether it was trained on the rows that the split has now. */
  readonly isCurrent: boolean;
}

const states = {
  InProgress: 'goes on',
  Stopping: 'is being stopped',
  Completed: 'is over',
  Stopped: 'was stopped',
  Failed: 'failed',
  Deleting: 'is being deleted',
  DeleteFailed: 'could not be deleted',
} satisfies Record<TuningJobStatus, string>;

/** What there is to say of tuning jobs none of whose trials has told its error. */
export function nothingYet(runs: readonly TuningRun[]): string {
  return [
    ...runs.map(stateOf),
    runs.some(isTuning)
      ? 'No trial has ended yet.'
      : 'No trial has told its error: read the logs of their training jobs, then run the stage "Tune Model" again.',
  ].join(' ');
}

/** What there is to see in the trials. */
export function trialsSentence(runs: readonly TuningRun[], plain: PlainModel | undefined): string {
  return [
    ...runs.filter(({ job }) => job.status !== 'Completed').map(stateOf),
    ...runs.flatMap(bestSentence),
    olderSentence(runs.filter((run) => run.isOlder && finishedTrials(run).length)),
    plain ? besideModel(runs, plain) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function bestSentence(run: TuningRun): string[] {
  const own = finishedTrials(run);
  if (!own.length) return [];
  const { number, rmse, strategy } = bestOf(own);
  const kind = strategy === 'Random' ? 'random' : strategy;
  return [
    `Of ${wholeNumber(own.length)} ${kind} trials number ${number} is best, with ${decimal(rmse)} cycles.`,
  ];
}

function olderSentence(older: readonly TuningRun[]): string {
  if (!older.length) return '';
  const names = older.map(({ job }) => job.name).join(' and ');
  return `The trials of ${names} are of older rows than those that the split has now, so their errors are not compared with others; run the stage "Tune Model" for the new ones.`;
}

/** Errors can be compared only where they are of the same rows. */
function besideModel(runs: readonly TuningRun[], { rmse, isCurrent }: PlainModel): string {
  const current = runs.filter(({ isOlder }) => !isOlder).flatMap(finishedTrials);
  if (!current.length) return '';
  if (!isCurrent)
    return "The lab's own model was trained on older rows than these trials, so it is not compared with them.";
  const gain = rmse - bestOf(current).rmse;
  return gain > 0
    ? `The lab's own model has ${decimal(rmse)}: tuning gains ${decimal(gain)} cycles.`
    : `The lab's own model has ${decimal(rmse)}: no trial does better.`;
}

function stateOf({ job, trials }: TuningRun): string {
  const { name, status, counts, maxJobs } = job;
  const reason = trials.find(({ failureReason }) => failureReason)?.failureReason;
  const failed = counts.failed ? `, ${counts.failed} failed${inBrackets(reason)}` : '';
  return `The tuning job ${name} ${states[status]}${inBrackets(job.failureReason)}: ${counts.completed} of ${maxJobs} trials are done${failed}.`;
}

const inBrackets = (reason: string | undefined): string => (reason ? ` (${reason.replace(/\.$/, '')})` : '');
