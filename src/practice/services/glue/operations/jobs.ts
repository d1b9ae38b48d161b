import type {
  CreateJobRequest,
  CreateJobResponse,
  DeleteJobRequest,
  DeleteJobResponse,
  GetJobBookmarkRequest,
  GetJobBookmarkResponse,
  GetJobRequest,
  GetJobResponse,
  GetJobsRequest,
  GetJobsResponse,
  Job,
  JobBookmarkEntry,
  ListJobsRequest,
  ListJobsResponse,
  ResetJobBookmarkRequest,
  ResetJobBookmarkResponse,
  UpdateJobRequest,
  UpdateJobResponse,
} from '@aws-sdk/client-glue';
import type { Clock } from '../../../clock.ts';
import type { BookmarkEntry, Bookmarks } from '../bookmarks.ts';
import { alreadyExists, checkName, invalidInput, notFound } from '../glueErrors.ts';
import type { JobDocument, JobDocuments } from '../jobDocuments.ts';
import { pageOf } from '../paging.ts';
import { allocatedCapacity, checkedDefinition } from './jobDefinition.ts';

/** Glue's operations on jobs and their bookmarks. */
export function jobOperations(documents: JobDocuments, bookmarks: Bookmarks, clock: Clock) {
  const { jobs, runs } = documents;
  const named = (name: string | undefined): JobDocument => {
    const document = jobs.get(checkName(name, 'jobName'));
    if (!document) throw notFound(`Job ${name ?? ''} not found.`);
    return document;
  };
  const byName = (): JobDocument[] =>
    jobs
      .keys()
      .sort()
      .flatMap((name) => jobs.get(name) ?? []);
  return {
    CreateJob: ({ Name, Tags = {}, ...request }: CreateJobRequest): CreateJobResponse => {
      const name = checkName(Name);
      const definition = checkedDefinition(request);
      if (jobs.has(name)) throw alreadyExists('Job');
      const now = clock.now().getTime();
      jobs.set(name, { name, definition, tags: Tags, created: now, updated: now });
      return { Name: name };
    },
    UpdateJob: ({ JobName, JobUpdate: request }: UpdateJobRequest): UpdateJobResponse => {
      const before = named(JobName);
      // The whole definition is replaced: what the request does not say falls back to its default.
      const definition = checkedDefinition(request ?? {});
      jobs.set(before.name, { ...before, definition, updated: clock.now().getTime() });
      return { JobName: before.name };
    },
    GetJob: ({ JobName }: GetJobRequest): GetJobResponse => ({ Job: described(named(JobName)) }),
    GetJobs: (request: GetJobsRequest): GetJobsResponse => {
      const { page, ...next } = pageOf(byName(), request);
      return { Jobs: page.map(described), ...next };
    },
    ListJobs: ({ Tags = {}, ...request }: ListJobsRequest): ListJobsResponse => {
      const tagged = byName().filter(({ tags }) =>
        Object.entries(Tags).every(([tag, value]) => tags[tag] === value),
      );
      const { page, ...next } = pageOf(tagged, request);
      return { JobNames: page.map(({ name }) => name), ...next };
    },
    DeleteJob: ({ JobName }: DeleteJobRequest): DeleteJobResponse => {
      const name = checkName(JobName, 'jobName');
      // As on AWS, it is no error when there is no such job.
      if (jobs.delete(name)) {
        for (const { id } of documents.runsOf(name)) runs.delete(id);
        bookmarks.delete(name);
      }
      return { JobName: name };
    },
    GetJobBookmark: ({ JobName }: GetJobBookmarkRequest): GetJobBookmarkResponse => {
      const { name } = named(JobName);
      const entry = bookmarks.entry(name);
      if (!entry) throw notFound(`Continuation for job ${name} not found`);
      return { JobBookmarkEntry: describedBookmark(name, entry) };
    },
    ResetJobBookmark: ({ JobName, RunId }: ResetJobBookmarkRequest): ResetJobBookmarkResponse => {
      if (RunId)
        throw invalidInput('The practice account resets bookmarks to their beginning, not to a run.');
      const { name } = named(JobName);
      const entry = bookmarks.reset(name);
      if (!entry) throw notFound(`Continuation for job ${name} not found`);
      return { JobBookmarkEntry: describedBookmark(name, entry) };
    },
  };
}

function described({ name, definition, created, updated }: JobDocument): Job {
  return {
    ...definition,
    ...allocatedCapacity(definition.MaxCapacity),
    Name: name,
    CreatedOn: new Date(created),
    LastModifiedOn: new Date(updated),
  };
}

function describedBookmark(job: string, entry: BookmarkEntry): JobBookmarkEntry {
  return {
    JobName: job,
    Version: entry.version,
    Run: entry.attempt,
    Attempt: 0,
    ...(entry.run === undefined ? {} : { RunId: entry.run }),
    ...(entry.previousRun === undefined ? {} : { PreviousRunId: entry.previousRun }),
    JobBookmark: JSON.stringify(entry.contexts),
  };
}
