import { labWorkflowNames, workflowGaps, type WorkflowGaps } from '../../workflow/workflowGaps.ts';
import type { Finding } from '../finding.ts';
import type { PreflightCheck } from '../preflightCheck.ts';

/** The Glue workflow leads through both crawlers and the job, and each step starts the next by itself. */
export const workflow: PreflightCheck = {
  title: 'Glue workflow',
  stage: 'crawlSubmissions',
  run: async (context) => {
    const { account, event, known, signal } = context;
    const names = await labWorkflowNames(context, signal);
    const [name, ...more] = names;
    if (more.length) return [several(names)];
    const found = name === undefined ? undefined : await account.ports.workflows.get(name, signal);
    if (!found) return [noWorkflow(event.patterns.workflow.join(' or '))];
    const gaps = workflowGaps(found, {
      submissionsCrawler: await known.name('submissionsCrawler'),
      job: await known.name('job'),
      curatedCrawler: await known.name('curatedCrawler'),
    });
    return gapFindings(found.name, gaps);
  },
};

const noWorkflow = (pattern: string): Finding => ({
  level: 'note',
  what: `There is no Glue workflow called ${pattern}.`,
  why: 'The lab goes stage by stage without it; only running crawlers and job as a workflow is not possible.',
  stage: 'crawlSubmissions',
  fix: 'Deploy the lab resources if you want to show it.',
});

const several = (names: readonly string[]): Finding => ({
  level: 'warning',
  what: `More than one Glue workflow has a name of the lab's: ${names.join(', ')}.`,
  why: 'Nobody knows which one is meant, so the lab runs none of them; stage by stage it needs none.',
  stage: 'crawlSubmissions',
  fix: "Delete those that are not the lab's, or name one in the pattern workflow of the event's file.",
});

function gapFindings(name: string, { startless, asleep, missing }: WorkflowGaps): Finding[] {
  return [
    ...(startless ? [noStart(name)] : []),
    ...asleep.map((trigger): Finding => ({
      level: 'warning',
      what: `The trigger ${trigger.name} of the workflow ${name} is ${trigger.state}.`,
      why: 'A trigger that is not activated starts nothing: the workflow ends after the step before it.',
      stage: 'runEtl',
      fix: `Activate the trigger ${trigger.name}.`,
    })),
    ...missing.map((step): Finding => ({
      level: 'warning',
      what: `The workflow ${name} does not start the ${step.kind} ${step.name}.`,
      why: 'Run as a workflow, the lab lacks this step; stage by stage it does not.',
      stage: step.stage,
      fix: `Add a trigger for the ${step.kind} ${step.name} to the workflow.`,
    })),
  ];
}

const noStart = (name: string): Finding => ({
  level: 'warning',
  what: `The workflow ${name} has no trigger of type ON_DEMAND.`,
  why: 'Nothing starts the workflow then; stage by stage the lab does not need it.',
  stage: 'crawlSubmissions',
  fix: `Add a trigger of type ON_DEMAND to the workflow ${name}, which starts the first crawler.`,
});
