import type {
  BatchGetWorkflowsRequest,
  BatchGetWorkflowsResponse,
  CreateWorkflowRequest,
  CreateWorkflowResponse,
  DeleteWorkflowRequest,
  DeleteWorkflowResponse,
  GetWorkflowRequest,
  GetWorkflowResponse,
  ListWorkflowsRequest,
  ListWorkflowsResponse,
  UpdateWorkflowRequest,
  UpdateWorkflowResponse,
  Workflow,
} from '@aws-sdk/client-glue';
import type { Clock } from '../../../clock.ts';
import { alreadyExists, checkName, invalidInput } from '../glueErrors.ts';
import type { JobDocuments } from '../jobDocuments.ts';
import { pageOf } from '../paging.ts';
import type { WorkflowDocument, WorkflowDocuments } from '../workflowDocuments.ts';
import { workflowGraph } from '../workflowGraph.ts';
import { workflowOf } from './startWorkflowRun.ts';
import { describedWorkflowRun } from './workflowRuns.ts';

const largestPage = 25;

/** Glue's operations on workflows. */
export function workflowOperations(documents: WorkflowDocuments, jobs: JobDocuments, clock: Clock) {
  const { workflows, triggers, runs } = documents;
  const described = (workflow: WorkflowDocument, graph: boolean | undefined): Workflow => {
    const { name, description, runProperties, maxConcurrentRuns, created, updated } = workflow;
    const last = documents.runsOf(name)[0];
    return {
      Name: name,
      ...(description === undefined ? {} : { Description: description }),
      DefaultRunProperties: runProperties,
      CreatedOn: new Date(created),
      LastModifiedOn: new Date(updated),
      ...(last ? { LastRun: describedWorkflowRun({ run: last, jobs, clock }, graph) } : {}),
      ...(graph ? { Graph: workflowGraph(documents.triggersOf(name)) } : {}),
      ...(maxConcurrentRuns === undefined ? {} : { MaxConcurrentRuns: maxConcurrentRuns }),
    };
  };
  return {
    CreateWorkflow: (request: CreateWorkflowRequest): CreateWorkflowResponse => {
      const name = checkName(request.Name);
      const changes = changesOf(request);
      if (workflows.has(name)) throw alreadyExists('Workflow');
      const now = clock.now().getTime();
      const { Tags: tags = {} } = request;
      workflows.set(name, { name, runProperties: {}, tags, created: now, updated: now, ...changes });
      return { Name: name };
    },
    UpdateWorkflow: (request: UpdateWorkflowRequest): UpdateWorkflowResponse => {
      const before = workflowOf(documents, request.Name);
      workflows.set(before.name, { ...before, ...changesOf(request), updated: clock.now().getTime() });
      return { Name: before.name };
    },
    DeleteWorkflow: ({ Name }: DeleteWorkflowRequest): DeleteWorkflowResponse => {
      const name = checkName(Name);
      // Its triggers go with it; as on AWS, it is no error when there is no such workflow.
      for (const trigger of documents.triggersOf(name)) triggers.delete(trigger.name);
      for (const { id } of documents.runsOf(name)) runs.delete(id);
      workflows.delete(name);
      return { Name: name };
    },
    GetWorkflow: ({ Name, IncludeGraph }: GetWorkflowRequest): GetWorkflowResponse => ({
      Workflow: described(workflowOf(documents, Name), IncludeGraph),
    }),
    ListWorkflows: (request: ListWorkflowsRequest): ListWorkflowsResponse => {
      const { page, ...next } = pageOf(workflows.keys().sort(), request, largestPage);
      return { Workflows: page, ...next };
    },
    BatchGetWorkflows: ({
      Names = [],
      IncludeGraph,
    }: BatchGetWorkflowsRequest): BatchGetWorkflowsResponse => {
      if (Names.length < 1 || Names.length > largestPage) {
        throw invalidInput(`Names must have 1 to ${largestPage} members.`);
      }
      return {
        Workflows: Names.flatMap((name) => workflows.get(name) ?? []).map((workflow) =>
          described(workflow, IncludeGraph),
        ),
        MissingWorkflows: Names.filter((name) => !workflows.has(name)),
      };
    },
  };
}

/** What a request says of a workflow. */
function changesOf({
  Description,
  DefaultRunProperties,
  MaxConcurrentRuns,
}: CreateWorkflowRequest): Partial<WorkflowDocument> {
  if (MaxConcurrentRuns !== undefined && MaxConcurrentRuns < 1) {
    throw invalidInput('MaxConcurrentRuns must be at least 1.');
  }
  return {
    ...(Description === undefined ? {} : { description: Description }),
    ...(DefaultRunProperties ? { runProperties: DefaultRunProperties } : {}),
    ...(MaxConcurrentRuns === undefined ? {} : { maxConcurrentRuns: MaxConcurrentRuns }),
  };
}
