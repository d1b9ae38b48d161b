import type { Predecessor, StartJobRunRequest } from '@aws-sdk/client-glue';
import { AwsError } from '../../../awsError.ts';
import { checkName, invalidInput, notFound } from '../glueErrors.ts';
import { unfinishedStates, type JobDocuments, type JobRunDocument } from '../jobDocuments.ts';
import type { JobRunner } from '../jobRunner.ts';

/** StartJobRun's request, with what a trigger adds to it. */
export type JobRunRequest = Pick<StartJobRunRequest, 'JobName' | 'JobRunId' | 'Arguments' | 'Timeout'> & {
  readonly trigger?: string;
  readonly predecessors?: readonly Predecessor[];
};

/** Starts a run of a job, for a client or a trigger; returns its id, or throws what StartJobRun throws. */
export function startJobRun(request: JobRunRequest, documents: JobDocuments, runner: JobRunner): string {
  const job = documents.jobs.get(checkName(request.JobName, 'jobName'));
  if (!job) throw notFound('Failed to start job run due to missing metadata');
  const fixed = Object.keys(job.definition.NonOverridableArguments ?? {});
  const given = request.Arguments ?? {};
  const forbidden = fixed.find((name) => name in given);
  if (forbidden !== undefined) {
    throw invalidInput(`The argument ${forbidden} is non-overridable and cannot be given to a run.`);
  }
  if (request.Timeout !== undefined && request.Timeout < 1) throw invalidInput('Timeout must be at least 1.');
  const previous =
    request.JobRunId === undefined ? undefined : jobRunOf(documents, job.name, request.JobRunId);
  const most = job.definition.ExecutionProperty?.MaxConcurrentRuns ?? 1;
  const busy = documents.runsOf(job.name).filter(({ state }) => unfinishedStates.includes(state));
  if (busy.length >= most) {
    throw new AwsError('ConcurrentRunsExceededException', `Concurrent runs exceeded for ${job.name}`);
  }
  return runner.start(job, {
    arguments: { ...previous?.arguments, ...given },
    ...(request.Timeout === undefined ? {} : { timeout: request.Timeout }),
    ...(previous ? { previous } : {}),
    ...(request.trigger === undefined ? {} : { trigger: request.trigger }),
    ...(request.predecessors ? { predecessors: request.predecessors } : {}),
  });
}

/** The run of that job and id; EntityNotFoundException when there is none. */
export function jobRunOf(
  { runs }: JobDocuments,
  job: string | undefined,
  id: string | undefined,
): JobRunDocument {
  const run = runs.get(checkName(id, 'runId'));
  if (run?.job !== job || !run) throw notFound('Entity Not Found');
  return run;
}
