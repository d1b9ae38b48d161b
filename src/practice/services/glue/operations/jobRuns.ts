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
import type { Clock } from '../../../clock.ts';
import { checkName, notFound } from '../glueErrors.ts';
import type { JobDocuments, JobRunDocument } from '../jobDocuments.ts';
import type { JobRunner } from '../jobRunner.ts';
import { pageOf } from '../paging.ts';
import { allocatedCapacity } from './jobDefinition.ts';
import { jobRunOf, startJobRun } from './startJobRun.ts';

/** Glue's operations on job runs. */
export function jobRunOperations(documents: JobDocuments, runner: JobRunner, clock: Clock) {
  const { jobs, runs } = documents;
  return {
    StartJobRun: (request: StartJobRunRequest): StartJobRunResponse => ({
      JobRunId: startJobRun(request, documents, runner),
    }),
    GetJobRun: ({ JobName, RunId }: GetJobRunRequest): GetJobRunResponse => ({
      JobRun: describedJobRun(jobRunOf(documents, JobName, RunId), clock),
    }),
    GetJobRuns: ({ JobName, ...request }: GetJobRunsRequest): GetJobRunsResponse => {
      const name = checkName(JobName, 'jobName');
      if (!jobs.has(name)) throw notFound(`Job ${name} not found.`);
      const { page, ...next } = pageOf(documents.runsOf(name), request, 200);
      return { JobRuns: page.map((run) => describedJobRun(run, clock)), ...next };
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

/** A run as GetJobRun shows it. */
export function describedJobRun(run: JobRunDocument, clock: Clock): JobRun {
  const { definition, begun, completed = clock.now().getTime() } = run;
  // Seconds in which the script ran; a run that ended sooner than the first counts as one, as on AWS.
  const seconds = begun === undefined ? 0 : Math.max(1, Math.round((completed - begun) / 1000));
  return {
    Id: run.id,
    Attempt: run.attempt,
    ...(run.previous === undefined ? {} : { PreviousRunId: run.previous }),
    ...(run.trigger === undefined ? {} : { TriggerName: run.trigger }),
    JobName: run.job,
    StartedOn: new Date(run.started),
    LastModifiedOn: new Date(run.modified),
    ...(run.completed === undefined ? {} : { CompletedOn: new Date(run.completed) }),
    JobRunState: run.state,
    Arguments: run.arguments,
    ...(run.error === undefined ? {} : { ErrorMessage: run.error }),
    PredecessorRuns: [...(run.predecessors ?? [])],
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
