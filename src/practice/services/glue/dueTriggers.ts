import type { Condition } from '@aws-sdk/client-glue';
import type { TriggerDocument, WorkflowRunDocument } from './workflowDocuments.ts';

/** Conditional triggers of a run that have not fired and whose predicate holds for the actions that have ended. */
export function dueTriggers(run: WorkflowRunDocument): TriggerDocument[] {
  return run.triggers.filter(({ name, type, predicate }) => {
    if (type !== 'CONDITIONAL' || run.fired.includes(name)) return false;
    const conditions = predicate?.Conditions ?? [];
    const holds = (condition: Condition): boolean => isMet(condition, run);
    return predicate?.Logical === 'ANY' ? conditions.some(holds) : conditions.every(holds);
  });
}

function isMet({ JobName, State, CrawlerName, CrawlState }: Condition, run: WorkflowRunDocument): boolean {
  const [kind, watched, awaited] =
    CrawlerName === undefined ? ['JOB', JobName, State] : ['CRAWLER', CrawlerName, CrawlState];
  return run.actions.some(
    (action) => action.kind === kind && action.name === watched && action.state === awaited,
  );
}
