import {
  EntityNotFoundException,
  GetJobCommand,
  GetJobRunCommand,
  GetJobRunsCommand,
  paginateGetJobRuns,
  paginateListJobs,
  ResetJobBookmarkCommand,
  StartJobRunCommand,
  BatchStopJobRunCommand,
  UpdateJobCommand,
  type GlueClient,
  type Job as GlueJob,
  type JobRun as GlueJobRun,
  type JobUpdate,
} from '@aws-sdk/client-glue';
import type { JobRun, Jobs } from '../lab/ports/jobs.ts';
import { aborting } from './aborting.ts';

/** Glue's jobs behind the lab's port. */
export function createJobs(client: GlueClient): Jobs {
  const definition = async (name: string, signal?: AbortSignal): Promise<GlueJob> => {
    const { Job } = await client.send(new GetJobCommand({ JobName: name }), aborting(signal));
    return Job ?? {};
  };
  return {
    list: async (signal) => {
      const names: string[] = [];
      for await (const page of paginateListJobs({ client }, {}, aborting(signal))) {
        names.push(...(page.JobNames ?? []));
      }
      return names;
    },
    get: async (name, signal) => {
      const job = await definition(name, signal);
      return {
        name,
        scriptLocation: job.Command?.ScriptLocation ?? '',
        role: job.Role ?? '',
        maxConcurrentRuns: job.ExecutionProperty?.MaxConcurrentRuns ?? 1,
        bookmarks: job.DefaultArguments?.['--job-bookmark-option'] === 'job-bookmark-enable',
        glueVersion: job.GlueVersion ?? '',
      };
    },
    setScript: async (name, scriptLocation) => {
      const job = await definition(name);
      await client.send(
        new UpdateJobCommand({
          JobName: name,
          JobUpdate: {
            ...updateOf(job),
            Command: { ...job.Command, ScriptLocation: scriptLocation },
          },
        }),
      );
    },
    resetBookmark: async (name) => {
      try {
        await client.send(new ResetJobBookmarkCommand({ JobName: name }));
      } catch (error) {
        // A job that never ran has no bookmark to reset.
        if (!(error instanceof EntityNotFoundException)) throw error;
      }
    },
    start: async (name) => {
      const { JobRunId = '' } = await client.send(new StartJobRunCommand({ JobName: name }));
      return JobRunId;
    },
    stop: async (name, runId) => {
      await client.send(new BatchStopJobRunCommand({ JobName: name, JobRunIds: [runId] }));
    },
    run: async (name, runId, signal) => {
      const { JobRun = {} } = await client.send(
        new GetJobRunCommand({ JobName: name, RunId: runId }),
        aborting(signal),
      );
      return jobRunOf(JobRun);
    },
    runs: async (name, signal) => {
      const { JobRuns = [] } = await client.send(
        new GetJobRunsCommand({ JobName: name, MaxResults: 25 }),
        aborting(signal),
      );
      const time = ({ started }: JobRun): number => started?.getTime() ?? 0;
      return JobRuns.map(jobRunOf).sort((one, other) => time(other) - time(one));
    },
    history: async (name, signal) => {
      const found: JobRun[] = [];
      for await (const page of paginateGetJobRuns({ client }, { JobName: name }, aborting(signal))) {
        found.push(...(page.JobRuns ?? []).map(jobRunOf));
      }
      return found;
    },
  };
}

/**
 * What GetJob shows and UpdateJob does not take: fields that Glue alone writes, and the capacities that it derives,
 * which it refuses beside a worker type.
 */
const readOnly = [
  'Name',
  'CreatedOn',
  'LastModifiedOn',
  'ProfileName',
  'AutoUpgradeMetadata',
  'AllocatedCapacity',
];

/** A job's definition as UpdateJob takes it back: it replaces the whole, so what is not sent is lost. */
function updateOf(job: GlueJob): JobUpdate {
  const left: string[] = job.WorkerType === undefined ? readOnly : [...readOnly, 'MaxCapacity'];
  return Object.fromEntries(Object.entries(job).filter(([field]) => !left.includes(field)));
}

/** A run in the port's words. */
export function jobRunOf(run: GlueJobRun): JobRun {
  return {
    id: run.Id ?? '',
    state: run.JobRunState ?? 'STARTING',
    started: run.StartedOn,
    completed: run.CompletedOn,
    errorMessage: run.ErrorMessage ?? '',
    executionSeconds: run.ExecutionTime ?? 0,
    capacity: run.MaxCapacity,
    dpuSeconds: run.DPUSeconds,
    logGroup: run.LogGroupName ?? '/aws-glue/jobs',
  };
}
