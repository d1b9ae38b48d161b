import type { Action } from '@aws-sdk/client-glue';
import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { lastCrawlStatus, type CrawlerDocuments } from './crawlerDocuments.ts';
import type { CrawlerRuns } from './crawlerRuns.ts';
import { dueTriggers } from './dueTriggers.ts';
import { unfinishedStates, type JobDocuments, type JobRunDocument } from './jobDocuments.ts';
import type { JobRunner } from './jobRunner.ts';
import { startCrawler } from './operations/startCrawler.ts';
import { startJobRun } from './operations/startJobRun.ts';
import {
  unfinishedStatuses,
  type ActionDocument,
  type ActionState,
  type TriggerDocument,
  type WorkflowDocuments,
  type WorkflowRunDocument,
} from './workflowDocuments.ts';

/** What runs of workflows stand on. */
export interface WorkflowSources {
  readonly workflows: WorkflowDocuments;
  readonly jobs: JobDocuments;
  readonly runner: JobRunner;
  readonly crawlers: CrawlerDocuments;
  readonly crawlerRuns: CrawlerRuns;
  readonly clock: Clock;
}

/** What a run starts from. */
export interface WorkflowRunRequest {
  readonly workflow?: string;
  readonly runProperties: Readonly<Record<string, string>>;
  /** The trigger on demand that begins it. */
  readonly start: TriggerDocument;
}

/** Runs of workflows in the background. */
export interface WorkflowRuns {
  /** Starts a run and returns its id. */
  start(request: WorkflowRunRequest): string;
  /** Fires no further trigger and stops what the run's triggers have started. */
  stop(id: string): void;
  /** Fires no further trigger, and waits until all runs are ended; what they started is ended by its own runner. */
  close(): Promise<void>;
}

const stoppedReason = 'The practice account was stopped while the workflow ran. Start the workflow again.';

/** Settles the runs that the last process left unfinished, and runs new ones. */
export function createWorkflowRuns(sources: WorkflowSources): WorkflowRuns {
  const { workflows, jobs, runner, crawlers, crawlerRuns, clock } = sources;
  const { runs } = workflows;
  const running = new Map<string, Promise<void>>();
  let closing = false;

  const update = (id: string, changes: (run: WorkflowRunDocument) => Partial<WorkflowRunDocument>): void => {
    const before = runs.get(id);
    if (before) runs.set(id, { ...before, ...changes(before) });
  };
  const updateAction = (id: string, index: number, changes: Partial<ActionDocument>): void =>
    update(id, ({ actions }) => ({
      actions: actions.map((action, at) => (at === index ? { ...action, ...changes } : action)),
    }));
  const finish = (id: string): void =>
    update(id, ({ status }) => ({
      completed: clock.now().getTime(),
      ...(closing
        ? { status: 'ERROR', error: stoppedReason }
        : { status: status === 'STOPPING' ? 'STOPPED' : 'COMPLETED' }),
    }));

  /** How a job's last attempt, or a crawl, has ended. */
  const outcomeOf = ({ kind, name, run = '' }: ActionDocument): Partial<ActionDocument> => {
    const ended = clock.now().getTime();
    const gone = { state: 'ERROR', ended, error: `${name} was deleted while it ran.` } as const;
    if (kind === 'CRAWLER') {
      const crawl = crawlers.crawls.get(run);
      return crawl ? { state: lastCrawlStatus[crawl.state] ?? 'ERROR', ended, ...errorOf(crawl) } : gone;
    }
    const last = attemptsOf(jobs, run).at(-1);
    return last ? { state: last.state as ActionState, ended, ...errorOf(last) } : gone;
  };

  for (const { id, status, actions } of runs.values()) {
    if (!unfinishedStatuses.includes(status)) continue;
    actions.forEach((action, index) => {
      if (action.state === 'RUNNING') updateAction(id, index, outcomeOf(action));
    });
    update(id, () => ({ completed: clock.now().getTime(), status: 'ERROR', error: stoppedReason }));
  }

  /** Starts an action; one that cannot be started is in ERROR, and its branch ends there. */
  const begin = (id: string, trigger: TriggerDocument, action: Action): ActionDocument => {
    const kind = action.CrawlerName === undefined ? 'JOB' : 'CRAWLER';
    const name = action.CrawlerName ?? action.JobName ?? '';
    const begun = { trigger: trigger.name, kind, name, started: clock.now().getTime() } as const;
    try {
      const run =
        kind === 'CRAWLER'
          ? startCrawler(name, crawlers, crawlerRuns)
          : startJobRun(jobRunRequest(runs.get(id), trigger, action), jobs, runner);
      return { ...begun, state: 'RUNNING', run };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { ...begun, state: 'ERROR', ended: begun.started, error: why };
    }
  };

  /** Fires a trigger, waits for all that it starts, and for all that follows from that. */
  const fire = async (id: string, trigger: TriggerDocument): Promise<void> => {
    const at = runs.get(id)?.actions.length ?? 0;
    update(id, ({ fired }) => ({ fired: [...fired, trigger.name] }));
    const begun = trigger.actions.map((action) => begin(id, trigger, action));
    update(id, ({ actions }) => ({ actions: [...actions, ...begun] }));
    await Promise.all(
      begun.map(async (action, index) => {
        if (action.run !== undefined) {
          await (action.kind === 'CRAWLER' ? crawlerRuns.ended(action.name) : runner.ended(action.run));
          updateAction(id, at + index, outcomeOf(action));
        }
        await fireDue(id);
      }),
    );
  };
  const fireDue = async (id: string): Promise<void> => {
    const run = runs.get(id);
    if (closing || run?.status !== 'RUNNING') return;
    const due = dueTriggers(run).filter(({ name }) => workflows.triggers.get(name)?.state === 'ACTIVATED');
    await Promise.all(due.map((trigger) => fire(id, trigger)));
  };

  return {
    start: ({ workflow, runProperties, start }) => {
      const id = `wr_${randomBytes(32).toString('hex')}`;
      runs.set(id, {
        id,
        ...(workflow === undefined ? {} : { workflow }),
        status: 'RUNNING',
        runProperties,
        started: clock.now().getTime(),
        triggers: workflows.triggersOf(workflow),
        fired: [],
        actions: [],
      });
      const done = fire(id, start).then(() => finish(id));
      running.set(
        id,
        done.finally(() => running.delete(id)),
      );
      return id;
    },
    stop: (id) => {
      update(id, () => ({ status: 'STOPPING' }));
      for (const { kind, name, run = '', state } of runs.get(id)?.actions ?? []) {
        if (state !== 'RUNNING') continue;
        if (kind === 'CRAWLER') {
          const crawler = crawlers.crawlers.get(name);
          if (crawler?.state === 'RUNNING' && crawler.crawl === run) crawlerRuns.stop(name);
        } else {
          for (const attempt of attemptsOf(jobs, run)) {
            if (unfinishedStates.includes(attempt.state) && attempt.state !== 'STOPPING')
              runner.stop(attempt);
          }
        }
      }
    },
    close: async () => {
      closing = true;
      await Promise.all(running.values());
    },
  };
}

/** A job's run and the retries of it, in their order. */
export function attemptsOf({ runs }: JobDocuments, first: string): JobRunDocument[] {
  return runs.values().filter(({ id }) => id === first || id.startsWith(`${first}_attempt_`));
}

function errorOf({ error }: { readonly error?: string }): { error?: string } {
  return error === undefined ? {} : { error };
}

/** What StartJobRun gets from a trigger; a script reads its workflow's run properties by the last two arguments. */
function jobRunRequest(run: WorkflowRunDocument | undefined, trigger: TriggerDocument, action: Action) {
  const watched = (trigger.predicate?.Conditions ?? []).map(({ JobName }) => JobName);
  return {
    JobName: action.JobName,
    Arguments: {
      ...action.Arguments,
      ...(run?.workflow === undefined
        ? {}
        : { '--WORKFLOW_NAME': run.workflow, '--WORKFLOW_RUN_ID': run.id }),
    },
    Timeout: action.Timeout,
    trigger: trigger.name,
    predecessors: (run?.actions ?? [])
      .filter(({ kind, name }) => kind === 'JOB' && watched.includes(name))
      .map(({ name, run: RunId }) => ({ JobName: name, RunId })),
  };
}
