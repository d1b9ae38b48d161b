import type { Predecessor } from '@aws-sdk/client-glue';
import { createHash, randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Clock } from '../../clock.ts';
import type { ScriptOutcome, SparkEngine, SparkHost } from '../../engines/spark/sparkEngine.ts';
import type { LogGroups } from '../logs/logGroups.ts';
import type { Objects } from '../s3/objects.ts';
import type { BookmarkOption, Bookmarks, RunBookmark } from './bookmarks.ts';
import { defaultTimeout, errorLogGroup, outputLogGroup, unfinishedStates } from './jobDocuments.ts';
import type { JobDocument, JobDocuments, JobRunDocument } from './jobDocuments.ts';
import { lineLog } from './lineLog.ts';
import { scriptFailure } from './scriptFailure.ts';
import { LaunchError, readScript } from './scriptSource.ts';

/** Opens the data side of one run: what the script's reads and writes reach. */
export type OpenJobData = (bookmark: RunBookmark) => Promise<SparkHost & { close(): void }>;

/** What job runs stand on. */
export interface JobSources {
  readonly jobs: JobDocuments;
  readonly bookmarks: Bookmarks;
  readonly objects: Objects;
  readonly logs: LogGroups;
  readonly spark: SparkEngine;
  readonly openData: OpenJobData;
  readonly clock: Clock;
  /** Milliseconds of a minute of a job's Timeout. */
  readonly minute?: number;
}

/** What StartJobRun says of a run. */
export interface RunRequest {
  readonly arguments: Readonly<Record<string, string>>;
  readonly timeout?: number;
  readonly previous?: JobRunDocument;
  readonly trigger?: string;
  readonly predecessors?: readonly Predecessor[];
}

/** Job runs in the background. */
export interface JobRunner {
  /** Starts a run and returns its id. */
  start(job: JobDocument, request: RunRequest): string;
  /** Ends a run at once; it is STOPPED a moment later. */
  stop(run: JobRunDocument): void;
  /** Waits until a run that was just started has ended, with every retry of it. */
  ended(id: string): Promise<void>;
  /** Ends all runs and waits until they are. */
  close(): Promise<void>;
}

/** Seconds that AWS takes to start a run. */
const startSeconds = 30;
const stoppedReason = 'The practice account was stopped while the job ran. Start the job again.';

type Ending = 'stopped' | 'timeout' | 'closing';

/** Settles the runs that the last process left unfinished, and runs new ones. */
export function createJobRunner(sources: JobSources): JobRunner {
  const { jobs, clock } = sources;
  const running = new Map<string, { controller: AbortController; done: Promise<string | undefined> }>();

  const update = (id: string, changes: Partial<JobRunDocument>): void => {
    const before = jobs.runs.get(id);
    if (before) jobs.runs.set(id, { ...before, ...changes, modified: clock.now().getTime() });
  };
  const finish = (id: string, state: JobRunDocument['state'], error?: string): void => {
    const completed = clock.now().getTime();
    update(id, { state, completed, ...(error === undefined ? {} : { error }) });
  };

  for (const { id, state } of jobs.runs.values()) {
    if (unfinishedStates.includes(state)) finish(id, 'FAILED', stoppedReason);
  }

  /** Runs a job to its end; returns the id of its retry, if it gets one. */
  const run = async (document: JobRunDocument, controller: AbortController): Promise<string | undefined> => {
    const { id } = document;
    const minute = sources.minute ?? 60_000;
    // Node's timers end at about 24.8 days; no run is left to that.
    const limit = Math.min(document.timeout * minute, 2 ** 31 - 1);
    const timer = setTimeout(() => controller.abort('timeout' satisfies Ending), limit);
    try {
      await clock.wait(startSeconds, controller.signal);
      const script = await readScript(document.definition.Command?.ScriptLocation ?? '', sources.objects);
      controller.signal.throwIfAborted();
      update(id, { state: 'RUNNING', begun: clock.now().getTime() });
      const outcome = await runScript(document, script, sources, controller.signal);
      if (outcome.kind === 'succeeded') finish(id, 'SUCCEEDED');
      else if (outcome.kind === 'failed') finish(id, 'FAILED', scriptFailure(outcome));
      else endedBy(id, controller.signal.reason as Ending);
    } catch (error) {
      if (controller.signal.aborted) endedBy(id, controller.signal.reason as Ending);
      else {
        const message = error instanceof Error ? error.message : String(error);
        sources.logs.write(errorLogGroup, id, [message]);
        finish(
          id,
          'FAILED',
          error instanceof LaunchError ? message : `Error Category: UNCLASSIFIED_ERROR; ${message}`,
        );
      }
    } finally {
      clearTimeout(timer);
    }
    return retry(id);
  };

  /** A failed run is started anew as often as its job says. */
  const retry = (id: string): string | undefined => {
    const failed = jobs.runs.get(id);
    const job = failed && jobs.jobs.get(failed.job);
    if (failed?.state !== 'FAILED' || failed.error === stoppedReason || !job) return undefined;
    if (failed.attempt >= (job.definition.MaxRetries ?? 0)) return undefined;
    const { arguments: given, timeout, trigger, predecessors } = failed;
    const chain = {
      ...(trigger === undefined ? {} : { trigger }),
      ...(predecessors ? { predecessors } : {}),
    };
    return start(job, { arguments: given, timeout, previous: failed, ...chain });
  };

  const endedBy = (id: string, ending: Ending): void => {
    if (ending === 'timeout') finish(id, 'TIMEOUT', 'Job run timed out');
    else if (ending === 'closing') finish(id, 'FAILED', stoppedReason);
    else finish(id, 'STOPPED');
  };

  const start = (job: JobDocument, request: RunRequest): string => {
    const attempt = request.previous ? request.previous.attempt + 1 : 0;
    const first =
      request.previous?.id.replace(/_attempt_\d+$/, '') ?? `jr_${randomBytes(32).toString('hex')}`;
    const id = attempt === 0 ? first : `${first}_attempt_${attempt}`;
    const now = clock.now().getTime();
    const document: JobRunDocument = {
      id,
      job: job.name,
      attempt,
      ...(request.previous ? { previous: request.previous.id } : {}),
      ...(request.trigger === undefined ? {} : { trigger: request.trigger }),
      ...(request.predecessors ? { predecessors: request.predecessors } : {}),
      state: 'STARTING',
      started: now,
      modified: now,
      arguments: request.arguments,
      definition: job.definition,
      timeout: request.timeout ?? job.definition.Timeout ?? defaultTimeout,
    };
    jobs.runs.set(id, document);
    const controller = new AbortController();
    const done = run(document, controller).finally(() => running.delete(id));
    running.set(id, { controller, done });
    return id;
  };

  const ended = async (id: string): Promise<void> => {
    const next = await running.get(id)?.done;
    if (next !== undefined) await ended(next);
  };

  return {
    start,
    ended,
    stop: ({ id }) => {
      update(id, { state: 'STOPPING' });
      running.get(id)?.controller.abort('stopped' satisfies Ending);
    },
    close: async () => {
      const all = [...running.values()];
      for (const { controller } of all) controller.abort('closing' satisfies Ending);
      await Promise.all(all.map(({ done }) => done));
    },
  };
}

/** Runs a script over its data, its lines going to the run's log streams. */
async function runScript(
  run: JobRunDocument,
  script: string,
  { bookmarks, logs, spark, openData }: JobSources,
  signal: AbortSignal,
): Promise<ScriptOutcome> {
  const merged = {
    ...run.definition.DefaultArguments,
    ...run.arguments,
    ...run.definition.NonOverridableArguments,
  };
  const host = await openData(bookmarks.open(run.job, bookmarkOption(merged), run.id));
  const lines = {
    stdout: lineLog(logs, outputLogGroup, run.id),
    stderr: lineLog(logs, errorLogGroup, run.id),
  };
  try {
    const args = Object.entries({
      ...merged,
      '--JOB_ID': jobId(run.job),
      '--JOB_RUN_ID': run.id,
      '--JOB_NAME': run.job,
    });
    const outcome = await spark.run({
      script,
      // Glue puts the script beside Spark under its own name.
      name: path.posix.basename(run.definition.Command?.ScriptLocation ?? ''),
      args: args.flat(),
      host,
      onLine: (stream, line) => lines[stream].add(line),
      signal,
    });
    if (outcome.kind === 'failed')
      outcome.traceback
        .trimEnd()
        .split('\n')
        .forEach((line) => lines.stderr.add(line));
    return outcome;
  } finally {
    lines.stdout.flush();
    lines.stderr.flush();
    host.close();
  }
}

/** Glue's id of a job: the same in every run. */
function jobId(job: string): string {
  return `j_${createHash('sha256').update(job).digest('hex')}`;
}

function bookmarkOption(args: Readonly<Record<string, string>>): BookmarkOption {
  switch (args['--job-bookmark-option']) {
    case 'job-bookmark-enable':
      return 'enable';
    case 'job-bookmark-pause':
      return 'pause';
    default:
      return 'disable';
  }
}
