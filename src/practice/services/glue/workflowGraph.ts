import type { Condition, Crawl, Edge, JobRun, Node, WorkflowGraph } from '@aws-sdk/client-glue';
import { createHash } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { crawlerLogGroup } from './crawlerDocuments.ts';
import type { JobDocuments } from './jobDocuments.ts';
import { describedJobRun } from './operations/jobRuns.ts';
import { describedTrigger } from './operations/triggerDefinition.ts';
import { attemptsOf } from './workflowRuns.ts';
import type { ActionDocument, TriggerDocument, WorkflowRunDocument } from './workflowDocuments.ts';

type Kind = 'TRIGGER' | 'JOB' | 'CRAWLER';

/** A run's own part of its graph. */
export interface RunOfGraph {
  readonly run: WorkflowRunDocument;
  readonly jobs: JobDocuments;
  readonly clock: Clock;
}

/** Triggers, what they start and what they wait for, as nodes and arrows; with a run, what its nodes did. */
export function workflowGraph(triggers: readonly TriggerDocument[], of?: RunOfGraph): WorkflowGraph {
  const nodes = new Map<string, Node>();
  const edges: Edge[] = [];
  const idOf = (kind: Kind, name: string): string => {
    const id = `wnode_${createHash('sha256').update(`${kind}/${name}`).digest('hex')}`;
    if (!nodes.has(id)) nodes.set(id, { Type: kind, Name: name, UniqueId: id, ...detailsOf(kind, name, of) });
    return id;
  };
  for (const trigger of triggers) {
    const id = idOf('TRIGGER', trigger.name);
    nodes.set(id, { ...nodes.get(id), TriggerDetails: { Trigger: describedTrigger(trigger) } });
    for (const watched of trigger.predicate?.Conditions ?? []) {
      edges.push({ SourceId: idOf(...targetOf(watched)), DestinationId: id });
    }
    for (const action of trigger.actions) {
      edges.push({ SourceId: id, DestinationId: idOf(...targetOf(action)) });
    }
  }
  return { Nodes: [...nodes.values()], Edges: edges };
}

function targetOf({
  JobName,
  CrawlerName,
}: Pick<Condition, 'JobName' | 'CrawlerName'>): ['JOB' | 'CRAWLER', string] {
  return CrawlerName === undefined ? ['JOB', JobName ?? ''] : ['CRAWLER', CrawlerName];
}

function detailsOf(kind: Kind, name: string, of: RunOfGraph | undefined): Partial<Node> {
  if (!of || kind === 'TRIGGER') return {};
  const actions = of.run.actions.filter((action) => action.kind === kind && action.name === name);
  return kind === 'JOB'
    ? { JobDetails: { JobRuns: actions.flatMap((action) => jobRunsOf(action, of)) } }
    : { CrawlerDetails: { Crawls: actions.map((action) => crawlOf(action, of.run)) } };
}

/** The runs of a job that an action started; where it could not, the run that is in ERROR. */
function jobRunsOf(action: ActionDocument, { jobs, clock }: RunOfGraph): JobRun[] {
  const attempts = action.run === undefined ? [] : attemptsOf(jobs, action.run);
  if (attempts.length) return attempts.map((attempt) => describedJobRun(attempt, clock));
  return [
    {
      JobName: action.name,
      TriggerName: action.trigger,
      JobRunState: action.state === 'CANCELLED' ? 'STOPPED' : action.state,
      StartedOn: new Date(action.started),
      ...endOf(action),
    },
  ];
}

function crawlOf(action: ActionDocument, { status }: WorkflowRunDocument): Crawl {
  const { state } = action;
  return {
    State:
      state === 'RUNNING' && status === 'STOPPING'
        ? 'CANCELLING'
        : state === 'STOPPED' || state === 'TIMEOUT'
          ? 'CANCELLED'
          : state,
    StartedOn: new Date(action.started),
    ...endOf(action),
    LogGroup: crawlerLogGroup,
    LogStream: action.name,
  };
}

function endOf({ ended, error }: ActionDocument): { CompletedOn?: Date; ErrorMessage?: string } {
  return {
    ...(ended === undefined ? {} : { CompletedOn: new Date(ended) }),
    ...(error === undefined ? {} : { ErrorMessage: error }),
  };
}
