import { matchesPattern } from '../event/patterns.ts';
import type { StageId } from '../facts.ts';
import type { Workflow, WorkflowNode } from '../ports/workflows.ts';
import type { LabContext } from '../stage.ts';
import type { Resources } from '../survey/resources.ts';

type Trigger = Extract<WorkflowNode, { kind: 'trigger' }>;

/** A step that a workflow must have for the lab. */
export interface WorkflowStep {
  readonly kind: 'crawler' | 'job';
  readonly name: string;
  readonly stage: StageId;
}

/** What keeps a workflow from leading through the lab by itself. */
export interface WorkflowGaps {
  readonly missing: readonly WorkflowStep[];
  /** No trigger on demand is there to start it. */
  readonly startless: boolean;
  /** Triggers that are not activated: the run would end before what they start. */
  readonly asleep: readonly Trigger[];
}

/** Names of the workflows that are called like the event's. */
export async function labWorkflowNames(
  { account, event }: Pick<LabContext, 'account' | 'event'>,
  signal?: AbortSignal,
): Promise<string[]> {
  const names = await account.ports.workflows.list(signal);
  return names.filter((name) => matchesPattern(event.patterns.workflow, name));
}

/** Looks what a workflow lacks for the lab. */
export function workflowGaps(
  { graph }: Workflow,
  {
    submissionsCrawler,
    job,
    curatedCrawler,
  }: Pick<Resources, 'submissionsCrawler' | 'job' | 'curatedCrawler'>,
): WorkflowGaps {
  const steps: WorkflowStep[] = [
    { kind: 'crawler', name: submissionsCrawler, stage: 'crawlSubmissions' },
    { kind: 'job', name: job, stage: 'runEtl' },
    { kind: 'crawler', name: curatedCrawler, stage: 'crawlCurated' },
  ];
  const triggers = graph.nodes.filter((node): node is Trigger => node.kind === 'trigger');
  return {
    missing: steps.filter(
      (step) => !graph.nodes.some((node) => node.kind === step.kind && node.name === step.name),
    ),
    startless: !triggers.some(({ type }) => type === 'ON_DEMAND'),
    // One on demand is started by hand, and never activated.
    asleep: triggers.filter(({ type, state }) => type !== 'ON_DEMAND' && state !== 'ACTIVATED'),
  };
}
