import { AwsError } from '../../../awsError.ts';
import { checkName, invalidInput, notFound } from '../glueErrors.ts';
import { unfinishedStatuses, type WorkflowDocument, type WorkflowDocuments } from '../workflowDocuments.ts';
import type { WorkflowRuns } from '../workflowRuns.ts';

/** Starts a run of a workflow; returns its id, or throws what StartWorkflowRun throws. */
export function startWorkflowRun(
  name: string | undefined,
  properties: Readonly<Record<string, string>>,
  documents: WorkflowDocuments,
  runs: WorkflowRuns,
): string {
  const workflow = workflowOf(documents, name);
  const start = documents.triggersOf(workflow.name).find(({ type }) => type === 'ON_DEMAND');
  if (!start) throw invalidInput(`Workflow ${workflow.name} has no starting trigger.`);
  const busy = documents.runsOf(workflow.name).filter(({ status }) => unfinishedStatuses.includes(status));
  if (busy.length >= (workflow.maxConcurrentRuns ?? Infinity)) {
    throw new AwsError(
      'ConcurrentRunsExceededException',
      `Concurrent runs exceeded for workflow: ${workflow.name}.`,
    );
  }
  const runProperties = { ...workflow.runProperties, ...properties };
  return runs.start({ workflow: workflow.name, runProperties, start });
}

/** The workflow of that name; EntityNotFoundException when there is none. */
export function workflowOf(documents: WorkflowDocuments, name: string | undefined): WorkflowDocument {
  const document = documents.workflows.get(checkName(name));
  if (!document) throw notFound(`Workflow ${name ?? ''} not found.`);
  return document;
}
