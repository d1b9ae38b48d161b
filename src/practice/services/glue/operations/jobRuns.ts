import type {
  BatchStopJobRunRequest,
  BatchStopJobRunResponse,
  GetJobRunRequest,
  GetJobRunResponse,
  GetJobRunsRequest,
  GetJobRunsResponse,
  JobRun,
  StartJobRunRequest,
  StartJobRunResponse,
} from '@aws-sdk/client-glue';
import { AwsError } from '../../../awsError.ts';
import type { Clock } from '../../../clock.ts';
import { checkName, invalidInput, notFound } from '../glueErrors.ts';
import { unfinishedStates, type JobDocuments, type JobRunDocument } from '../jobDocuments.ts';
import type { JobRunner } from '../jobRunner.ts';
import { pageOf } from '../paging.ts';
import { allocatedCapacity } from './jobDefinition.ts';

/** Glue's operations on job runs. */
export function jobRunOperations(documents: JobDocuments, runner: JobRunner, clock: Clock) {
  const { jobs, runs } = documents;
  const named = (job: string | undefined, id: string | undefined): JobRunDocument => {
    const run = runs.get(checkName(id, 'runId'));
    if (run?.job !== job || !run) throw notFound('Entity Not Found');
    return run;
  };
  return {
    StartJobRun: (request: StartJobRunRequest): StartJobRunResponse => {
      const job = jobs.get(checkName(request.JobName, 'jobName'));
      if (!job) throw notFound('Failed to start job run due to missing metadata');
      const fixed = Object.keys(job.definition.NonOverridableArguments ?? {});
      const given = request.Arguments ?? {};
      const forbidden = fixed.find((name) => name in given);
      if (forbidden !== undefined) {
        throw invalidInput(`The argument ${forbidden} is non-overridable and cannot be given to a run.`);
      }
      if (request.Timeout !== undefined && request.Timeout < 1)
        throw invalidInput('Timeout must be at least 1.');
      const previous = request.JobRunId === undefined ? undefined : named(job.name, request.JobRunId);
      const most = job.definition.ExecutionProperty?.MaxConcurrentRuns ?? 1;
      const busy = documents.runsOf(job.name).filter(({ state }) => unfinishedStates.includes(state));
      if (busy.length >= most) {
        throw new AwsError('ConcurrentRunsExceededException', `Concurrent runs exceeded for ${job.name}`);
      }
      const id = runner.start(job, {
        arguments: { ...previous?.arguments, ...given },
        ...(request.Timeout === undefined ? {} : { timeout: request.Timeout }),
        ...(previous ? { previous } : {}),
      });
      return { JobRunId: id };
    },
    GetJobRun: ({ JobName, RunId }: GetJobRunRequest): GetJobRunResponse => ({
      JobRun: described(named(JobName, RunId), clock),
    }),
    GetJobRuns: ({ JobName, ...request }: GetJobRunsRequest): GetJobRunsResponse => {
      const name = checkName(JobName, 'jobName');
      if (!jobs.has(name)) throw notFound(`Job ${name} not found.`);
      const { page, ...next } = pageOf(documents.runsOf(name), request, 200);
      return { JobRuns: page.map((run) => described(run, clock)), ...next };
    },
    BatchStopJobRun: ({ JobName, JobRunIds = [] }: BatchStopJobRunRequest): BatchStopJobRunResponse => {
      const stopped: string[] = [];
      const errors: { id: string; code: string; message: string }[] = [];
      for (const id of JobRunIds) {
        const run = runs.get(id);
        if (run?.job !== JobName || !run) {
          errors.push({ id, code: 'EntityNotFoundException', message: `Job run ${id} not found.` });
        } else if (!['STARTING', 'RUNNING', 'WAITING'].includes(run.state)) {
          const message = `Job run ${id} is not in a valid state to be stopped: ${run.state}`;
          errors.push({ id, code: 'InvalidInputException', message });
        } else {
          runner.stop(run);
          stopped.push(id);
        }
      }
      return {
        SuccessfulSubmissions: stopped.map((JobRunId) => ({ JobName, JobRunId })),
        Errors: errors.map(({ id, code, message }) => ({
          JobName,
          JobRunId: id,
          ErrorDetail: { ErrorCode: code, ErrorMessage: message },
        })),
      };
    },
  };
}

function described(run: JobRunDocument, clock: Clock): JobRun {
  const { definition, begun, completed = clock.now().getTime() } = run;
  // Seconds in which the script ran; a run that ended sooner than the first counts as one, as on AWS.
  const seconds = begun === undefined ? 0 : Math.max(1, Math.round((completed - begun) / 1000));
  return {
    Id: run.id,
    Attempt: run.attempt,
    ...(run.previous === undefined ? {} : { PreviousRunId: run.previous }),
    JobName: run.job,
    StartedOn: new Date(run.started),
    LastModifiedOn: new Date(run.modified),
    ...(run.completed === undefined ? {} : { CompletedOn: new Date(run.completed) }),
    JobRunState: run.state,
    Arguments: run.arguments,
    ...(run.error === undefined ? {} : { ErrorMessage: run.error }),
    PredecessorRuns: [],
    ...allocatedCapacity(definition.MaxCapacity),
    ExecutionTime: seconds,
    Timeout: run.timeout,
    MaxCapacity: definition.MaxCapacity,
    WorkerType: definition.WorkerType,
    NumberOfWorkers: definition.NumberOfWorkers,
    LogGroupName: '/aws-glue/jobs',
    GlueVersion: definition.GlueVersion,
    ExecutionClass: definition.ExecutionClass,
  };
}
