import type {
  BatchGetTriggersRequest,
  BatchGetTriggersResponse,
  CreateTriggerRequest,
  CreateTriggerResponse,
  DeleteTriggerRequest,
  DeleteTriggerResponse,
  GetTriggerRequest,
  GetTriggerResponse,
  GetTriggersRequest,
  GetTriggersResponse,
  ListTriggersRequest,
  ListTriggersResponse,
  StartTriggerRequest,
  StartTriggerResponse,
  StopTriggerRequest,
  StopTriggerResponse,
  UpdateTriggerRequest,
  UpdateTriggerResponse,
} from '@aws-sdk/client-glue';
import { alreadyExists, checkName, invalidInput, notFound } from '../glueErrors.ts';
import { pageOf } from '../paging.ts';
import type { TriggerDocument, WorkflowDocuments } from '../workflowDocuments.ts';
import type { WorkflowRuns } from '../workflowRuns.ts';
import { startWorkflowRun } from './startWorkflowRun.ts';
import { checkTrigger, describedTrigger, type TriggerTargets } from './triggerDefinition.ts';

const largestPage = 200;

/** Glue's operations on triggers: those on demand, and those that wait for jobs and crawlers. */
export function triggerOperations(documents: WorkflowDocuments, runs: WorkflowRuns, targets: TriggerTargets) {
  const { triggers, workflows } = documents;
  const named = (name: string | undefined): TriggerDocument => {
    const document = triggers.get(checkName(name));
    if (!document) throw notFound(`Trigger with name ${name ?? ''} not found`);
    return document;
  };
  /** All by name; those that start a job, where one is given and something starts it. */
  const listed = (job: string | undefined): TriggerDocument[] => {
    const all = triggers
      .keys()
      .sort()
      .flatMap((name) => triggers.get(name) ?? []);
    const starting = all.filter(({ actions }) => actions.some(({ JobName }) => JobName === job));
    return job === undefined || !starting.length ? all : starting;
  };
  const checkWorkflow = ({ Name, Type, WorkflowName }: CreateTriggerRequest): void => {
    if (WorkflowName === undefined) return;
    if (!workflows.has(checkName(WorkflowName, 'workflowName'))) {
      throw notFound(`Workflow ${WorkflowName} not found.`);
    }
    const start = documents.triggersOf(WorkflowName).find(({ type }) => type === 'ON_DEMAND');
    if (Type === 'ON_DEMAND' && start && start.name !== Name) {
      throw invalidInput(`Workflow ${WorkflowName} already has the starting trigger ${start.name}.`);
    }
  };
  return {
    CreateTrigger: (request: CreateTriggerRequest): CreateTriggerResponse => {
      const name = checkName(request.Name);
      if (triggers.has(name)) throw alreadyExists('Trigger');
      checkTrigger(request, targets);
      checkWorkflow(request);
      const { Type: type, WorkflowName, Description, Predicate, Actions = [], StartOnCreation } = request;
      if (StartOnCreation && type === 'ON_DEMAND') {
        throw invalidInput('StartOnCreation is not supported for ON_DEMAND triggers.');
      }
      triggers.set(name, {
        name,
        type: type ?? 'ON_DEMAND',
        ...(WorkflowName === undefined ? {} : { workflow: WorkflowName }),
        ...(Description === undefined ? {} : { description: Description }),
        actions: Actions,
        ...(Predicate ? { predicate: Predicate } : {}),
        state: StartOnCreation ? 'ACTIVATED' : 'CREATED',
        tags: request.Tags ?? {},
      });
      return { Name: name };
    },
    UpdateTrigger: ({ Name, TriggerUpdate: changes = {} }: UpdateTriggerRequest): UpdateTriggerResponse => {
      const before = named(Name);
      const { Actions = [...before.actions], Predicate = before.predicate } = changes;
      checkTrigger({ ...changes, Type: before.type, Actions, Predicate }, targets);
      const after = {
        ...before,
        ...(changes.Description === undefined ? {} : { description: changes.Description }),
        actions: Actions,
        ...(Predicate ? { predicate: Predicate } : {}),
      };
      triggers.set(before.name, after);
      return { Trigger: describedTrigger(after) };
    },
    DeleteTrigger: ({ Name }: DeleteTriggerRequest): DeleteTriggerResponse => {
      // As on AWS, it is no error when there is no such trigger.
      triggers.delete(checkName(Name));
      return { Name };
    },
    GetTrigger: ({ Name }: GetTriggerRequest): GetTriggerResponse => ({
      Trigger: describedTrigger(named(Name)),
    }),
    GetTriggers: ({ DependentJobName, ...request }: GetTriggersRequest): GetTriggersResponse => {
      const { page, ...next } = pageOf(listed(DependentJobName), request, largestPage);
      return { Triggers: page.map(describedTrigger), ...next };
    },
    ListTriggers: ({
      DependentJobName,
      Tags = {},
      ...request
    }: ListTriggersRequest): ListTriggersResponse => {
      const tagged = listed(DependentJobName).filter(({ tags }) =>
        Object.entries(Tags).every(([tag, value]) => tags[tag] === value),
      );
      const { page, ...next } = pageOf(tagged, request, largestPage);
      return { TriggerNames: page.map(({ name }) => name), ...next };
    },
    BatchGetTriggers: ({ TriggerNames = [] }: BatchGetTriggersRequest): BatchGetTriggersResponse => ({
      Triggers: TriggerNames.flatMap((name) => triggers.get(name) ?? []).map(describedTrigger),
      TriggersNotFound: TriggerNames.filter((name) => !triggers.has(name)),
    }),
    StartTrigger: ({ Name }: StartTriggerRequest): StartTriggerResponse => {
      const trigger = named(Name);
      // One on demand fires, and stays as it is; one that waits begins to watch.
      if (trigger.type === 'CONDITIONAL') triggers.set(trigger.name, { ...trigger, state: 'ACTIVATED' });
      else if (trigger.workflow === undefined) runs.start({ runProperties: {}, start: trigger });
      else startWorkflowRun(trigger.workflow, {}, documents, runs);
      return { Name };
    },
    StopTrigger: ({ Name }: StopTriggerRequest): StopTriggerResponse => {
      const trigger = named(Name);
      if (trigger.type === 'CONDITIONAL') triggers.set(trigger.name, { ...trigger, state: 'DEACTIVATED' });
      return { Name };
    },
  };
}
