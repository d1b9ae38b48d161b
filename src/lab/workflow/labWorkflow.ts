import type { Workflow } from '../ports/workflows.ts';
import { StageError, type LabContext } from '../stage.ts';
import { findResources, restoreFix, surveyFix, type Resources } from '../survey/resources.ts';
import { labWorkflowNames, workflowGaps } from './workflowGaps.ts';

type Where = Pick<LabContext, 'account' | 'event'>;

const oneByOne = 'Or run the stages one by one: they need no workflow.';

/** The lab's workflow, whatever its state. Throws a StageError when there is none, or more than one. */
export async function findLabWorkflow({ account, event }: Where, signal?: AbortSignal): Promise<Workflow> {
  const { workflows } = account.ports;
  const pattern = event.patterns.workflow;
  const names = await labWorkflowNames({ account, event }, signal);
  if (names.length > 1) {
    throw new StageError(
      `More than one workflow is called ${pattern.join(' or ')}: ${names.join(', ')}.`,
      restoreFix(account, event),
    );
  }
  const found = names[0] === undefined ? undefined : await workflows.get(names[0], signal);
  if (found) return found;
  throw new StageError(
    `No workflow is called ${pattern.join(' or ')}.`,
    `${surveyFix(account, event, await findResources(account, event, signal))} ${oneByOne}`,
  );
}

/** The lab's workflow, when it can lead through all three stages. Throws a StageError that says what is in its way. */
export async function requireLabWorkflow(
  where: Where,
  resources: Resources,
  signal?: AbortSignal,
): Promise<Workflow> {
  const workflow = await findLabWorkflow(where, signal);
  const { name } = workflow;
  const { missing, startless, asleep } = workflowGaps(workflow, resources);
  if (missing.length) {
    throw new StageError(
      `The workflow ${name} does not run ${missing.map((step) => step.name).join(' and ')}.`,
      `Give it the triggers that do, from crawler to job to crawler. ${oneByOne}`,
    );
  }
  if (startless) {
    throw new StageError(
      `The workflow ${name} has no trigger of type ON_DEMAND, so that nothing starts it.`,
      `Add one that starts the crawler ${resources.submissionsCrawler}. ${oneByOne}`,
    );
  }
  if (asleep.length) {
    const names = asleep.map((trigger) => trigger.name).join(' and ');
    throw new StageError(
      asleep.length === 1
        ? `The trigger ${names} of the workflow ${name} is not activated, so that the run would end before it.`
        : `The triggers ${names} of the workflow ${name} are not activated, so that the run would end before them.`,
      `Activate ${asleep.length === 1 ? 'it' : 'each'}, and run again: ${asleep.map((trigger) => `aws glue start-trigger --name ${trigger.name}`).join('; ')}`,
    );
  }
  return workflow;
}
