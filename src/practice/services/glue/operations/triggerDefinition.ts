import type { Action, Condition, CreateTriggerRequest, Predicate, Trigger } from '@aws-sdk/client-glue';
import type { CrawlerDocuments } from '../crawlerDocuments.ts';
import { checkEnum, invalidInput, notFound } from '../glueErrors.ts';
import type { JobDocuments } from '../jobDocuments.ts';
import type { TriggerDocument } from '../workflowDocuments.ts';

/** What a trigger starts and waits for. */
export interface TriggerTargets {
  readonly jobs: JobDocuments['jobs'];
  readonly crawlers: CrawlerDocuments['crawlers'];
}

/** States that a condition may wait for. */
const jobStates = ['SUCCEEDED', 'STOPPED', 'FAILED', 'TIMEOUT'];
const crawlStates = ['SUCCEEDED', 'FAILED', 'CANCELLED'];
const mostCrawlers = 2;
const mostConditions = 500;

/** Checks a trigger's type, actions and predicate; what they name must be there. */
export function checkTrigger(
  { Type, Actions = [], Predicate, Schedule, EventBatchingCondition }: Partial<CreateTriggerRequest>,
  targets: TriggerTargets,
): void {
  checkEnum(Type, ['SCHEDULED', 'CONDITIONAL', 'ON_DEMAND', 'EVENT'], 'type');
  if (Type === 'SCHEDULED' || Type === 'EVENT' || Schedule !== undefined || EventBatchingCondition) {
    const kind = Type === 'EVENT' || EventBatchingCondition ? 'EVENT' : 'SCHEDULED';
    throw invalidInput(`The practice account has no ${kind} triggers, only ON_DEMAND and CONDITIONAL.`);
  }
  if (!Actions.length) throw invalidInput('Actions cannot be null or empty.');
  for (const action of Actions) checkTarget(action, 'Action', targets);
  if (Actions.filter(({ CrawlerName }) => CrawlerName !== undefined).length > mostCrawlers) {
    throw invalidInput(`A trigger cannot start more than ${mostCrawlers} crawlers.`);
  }
  if (Type === 'CONDITIONAL') checkPredicate(Predicate, targets);
  else if (Predicate) throw invalidInput('Predicate is only allowed for a trigger of type CONDITIONAL.');
}

function checkPredicate(predicate: Predicate | undefined, targets: TriggerTargets): void {
  const conditions = predicate?.Conditions ?? [];
  if (!conditions.length) throw invalidInput('Predicate cannot be null or empty for a CONDITIONAL trigger.');
  if (conditions.length > mostConditions) {
    throw invalidInput(`A predicate cannot have more than ${mostConditions} conditions.`);
  }
  checkEnum(predicate?.Logical, ['AND', 'ANY'], 'predicate.logical');
  if (conditions.length > 1 && predicate?.Logical === undefined) {
    throw invalidInput('Logical cannot be null when a predicate has several conditions.');
  }
  for (const condition of conditions) checkCondition(condition, targets);
}

function checkCondition(condition: Condition, targets: TriggerTargets): void {
  checkEnum(condition.LogicalOperator, ['EQUALS'], 'predicate.conditions.logicalOperator');
  checkTarget(condition, 'Condition', targets);
  const [state, allowed, member] =
    condition.CrawlerName === undefined
      ? [condition.State, jobStates, 'State']
      : [condition.CrawlState, crawlStates, 'CrawlState'];
  if (state === undefined || !allowed.includes(state)) {
    throw invalidInput(`${member} of a condition must be one of ${allowed.join(', ')}.`);
  }
}

/** One of job and crawler, which is there. */
function checkTarget(
  { JobName, CrawlerName }: Pick<Action, 'JobName' | 'CrawlerName'>,
  what: string,
  { jobs, crawlers }: TriggerTargets,
): void {
  if ((JobName === undefined) === (CrawlerName === undefined)) {
    throw invalidInput(`${what} must have exactly one of JobName and CrawlerName.`);
  }
  if (JobName !== undefined && !jobs.has(JobName)) throw notFound(`Job ${JobName} not found.`);
  if (CrawlerName !== undefined && !crawlers.has(CrawlerName)) {
    throw notFound(`Crawler ${CrawlerName} not found.`);
  }
}

/** A trigger as GetTrigger shows it. */
export function describedTrigger(trigger: TriggerDocument): Trigger {
  const { name, workflow, type, state, description, actions, predicate } = trigger;
  return {
    Name: name,
    ...(workflow === undefined ? {} : { WorkflowName: workflow }),
    Type: type,
    State: state,
    ...(description === undefined ? {} : { Description: description }),
    Actions: [...actions],
    ...(predicate ? { Predicate: predicate } : {}),
  };
}
